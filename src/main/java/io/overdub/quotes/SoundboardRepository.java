package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Soundboards and what stands on them; rows without behaviour, hence without entities. */
@Singleton
class SoundboardRepository {

    private static final String TABLE = "quotes.soundboard";
    private static final String ITEMS = "quotes.soundboard_item";
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final String BOARDS = """
            select id, owner_id, title, visibility,
              (select count(*) from quotes.soundboard_item where soundboard_id = id), created_at, changed_at
            from quotes.soundboard""";

    private final Sql sql;

    SoundboardRepository(Sql sql) {
        this.sql = sql;
    }

    /** What one person does to the number of their boards happens one after the other. */
    void lockShelf(AccountId owner) {
        sql.one(
                "select pg_advisory_xact_lock(hashtextextended('quotes.soundboards:' || ?, 0))",
                row -> owner,
                owner.toString());
    }

    int count(AccountId owner) {
        return sql.one(
                "select count(*) from quotes.soundboard where owner_id = ?", row -> row.getInt(1), owner.value());
    }

    void add(UUID id, AccountId owner, String title, Soundboard.Visibility visibility, Instant now) {
        sql.update("""
                insert into quotes.soundboard (id, owner_id, title, visibility, created_at, changed_at)
                values (?, ?, ?, ?, ?, ?)""", id, owner.value(), title, visibility.stored(), now, now);
    }

    Optional<Soundboard> find(SoundboardId id) {
        return sql.readable(TABLE, BOARDS + " where id = ?", SoundboardRepository::board, id.value()).stream()
                .findFirst();
    }

    /** Until the transaction ends, nobody else changes the board or what stands on it. */
    void lock(SoundboardId id) {
        sql.list("select 1 from quotes.soundboard where id = ? for update", row -> row.getInt(1), id.value());
    }

    Stretch<Soundboard> of(AccountId owner, Collection<String> visibilities, @Nullable UUID before, int limit) {
        return sql.stretch(
                TABLE,
                limit,
                BOARDS + " where owner_id = ? and visibility = any(?::text[]) and id < ? order by id desc limit ?",
                SoundboardRepository::board,
                owner.value(),
                visibilities,
                before == null ? NEWEST : before);
    }

    void change(SoundboardId id, String title, Soundboard.Visibility visibility) {
        sql.update(
                "update quotes.soundboard set title = ?, visibility = ? where id = ?",
                title,
                visibility.stored(),
                id.value());
    }

    void touch(SoundboardId id, Instant now) {
        sql.update("update quotes.soundboard set changed_at = ? where id = ?", now, id.value());
    }

    void remove(SoundboardId id) {
        sql.update("delete from quotes.soundboard where id = ?", id.value());
    }

    /** The quotes of a board in its order. A page ends at a place and not at a quote, which may be taken off meanwhile. */
    Stretch<SavedRow> items(SoundboardId id, @Nullable UUID afterPlace, int limit) {
        return sql.stretch(
                ITEMS,
                limit,
                """
                select lpad(to_hex(position), 32, '0')::uuid, quote_id, added_at from quotes.soundboard_item
                where soundboard_id = ? and position > ? order by position limit ?""",
                row -> new SavedRow(new QuoteId(Sql.uuid(row, 2)), Sql.instant(row, 3)),
                id.value(),
                afterPlace == null ? -1 : (int) afterPlace.getLeastSignificantBits());
    }

    List<QuoteId> quotesOn(SoundboardId id) {
        return sql.list(
                "select quote_id from quotes.soundboard_item where soundboard_id = ? order by position",
                row -> new QuoteId(Sql.uuid(row, 1)),
                id.value());
    }

    /** What stands on the board from now on, in this order; what stood there before keeps the time when it came. */
    void arrange(SoundboardId id, List<QuoteId> quotes, Instant now) {
        var ids = quotes.stream().map(QuoteId::value).toList();
        sql.update(
                "delete from quotes.soundboard_item where soundboard_id = ? and not quote_id = any(?::uuid[])",
                id.value(),
                ids);
        sql.update("""
                insert into quotes.soundboard_item (soundboard_id, quote_id, position, added_at)
                select ?, quote, place, ? from unnest(?::uuid[]) with ordinality wanted (quote, place)
                on conflict (soundboard_id, quote_id) do update set position = excluded.position""", id.value(), now, ids);
    }

    private static Soundboard board(ResultSet row) throws SQLException {
        return new Soundboard(
                new SoundboardId(Sql.uuid(row, 1)),
                new AccountId(Sql.uuid(row, 2)),
                Sql.text(row, 3, Soundboard.LONGEST_TITLE),
                Soundboard.Visibility.fromStored(Sql.text(row, 4, QuoteRow.LONGEST_WORD)),
                Math.toIntExact(Sql.number(row, 5, 0)),
                Sql.instant(row, 6),
                Sql.instant(row, 7));
    }
}
