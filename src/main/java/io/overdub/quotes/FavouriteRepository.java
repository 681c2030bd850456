package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class FavouriteRepository {

    private static final String TABLE = "quotes.favourite";
    private static final UUID NEWEST = new UUID(-1, -1);

    private final Sql sql;

    FavouriteRepository(Sql sql) {
        this.sql = sql;
    }

    /** What one person adds happens one after the other, so that the limit holds. */
    void lock(AccountId account) {
        sql.one(
                "select pg_advisory_xact_lock(hashtextextended('quotes.favourites:' || ?, 0))",
                row -> account,
                account.toString());
    }

    boolean has(AccountId account, QuoteId quote) {
        return sql.one(
                "select exists (select 1 from quotes.favourite where account_id = ? and quote_id = ?)",
                row -> row.getBoolean(1),
                account.value(),
                quote.value());
    }

    int count(AccountId account) {
        return sql.one(
                "select count(*) from quotes.favourite where account_id = ?", row -> row.getInt(1), account.value());
    }

    void add(UUID id, AccountId account, QuoteId quote, Instant now) {
        sql.update(
                "insert into quotes.favourite (account_id, quote_id, id, created_at) values (?, ?, ?, ?)",
                account.value(),
                quote.value(),
                id,
                now);
    }

    void remove(AccountId account, QuoteId quote) {
        sql.update(
                "delete from quotes.favourite where account_id = ? and quote_id = ?", account.value(), quote.value());
    }

    Stretch<SavedRow> of(AccountId account, @Nullable UUID before, int limit) {
        return sql.stretch(
                TABLE,
                limit,
                "select id, quote_id, created_at from quotes.favourite"
                        + " where account_id = ? and id < ? order by id desc limit ?",
                row -> new SavedRow(new QuoteId(Sql.uuid(row, 2)), Sql.instant(row, 3)),
                account.value(),
                before == null ? NEWEST : before);
    }

    List<QuoteId> ids(AccountId account) {
        return sql.readable(
                TABLE,
                "select quote_id from quotes.favourite where account_id = ? order by id desc",
                row -> new QuoteId(Sql.uuid(row, 1)),
                account.value());
    }
}
