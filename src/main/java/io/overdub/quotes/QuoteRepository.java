package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import io.overdub.uploads.UploadId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class QuoteRepository implements PanacheRepositoryBase<QuoteEntity, UUID> {

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final UUID OLDEST = new UUID(0, 0);

    /** The uses are exact in the moment of the statement: what is folded already, and what is not. */
    private static final String USES = """
            greatest(0, coalesce((select uses from quotes.usage where quote_id = id), 0)
              + coalesce((select sum(change) from quotes.usage_change where quote_id = id), 0))""";

    private static final String COLUMNS = """
            id, uploader_id, title, language, tags, categories, markets, blocked_markets, transcript, attribution,
            licence, credit_source, author, rights, media_key, duration_ms, %s uses,
            review, review_reason, published_at, unpublish_at, withdrawn_at is not null, sound_open""";

    private static final String COUNTED = "select " + COLUMNS.formatted(USES) + " from ";

    private static final String ROWS = COUNTED + "quotes.quote";

    /** As {@link QuoteRow#isPublished}: wants the time twice. The states stand here as they stand in the partial indexes. */
    static final String LIVE = """

            where review = 'approved' and withdrawn_at is null
              and published_at <= ? and (unpublish_at is null or unpublish_at > ?)""";

    /** As {@link Place#admits}: wants the market once and the countries twice. */
    private static final String THERE = """

            and (cardinality(markets) = 0 or ?::text = any(markets))
            and (cardinality(blocked_markets) = 0
              or cardinality(?::text[]) > 0 and not blocked_markets && ?::text[])""";

    /** Only what some countries are shown and others not. Stands here as it stands in the partial index. */
    static final String BOUND = " and cardinality(markets) + cardinality(blocked_markets) > 0";

    /** The latest published first: a quote takes its place when its time comes, not when it was made. */
    private static final Walk LATEST =
            new Walk("quotes.quote", "", "published_at", "id", "select published_at from quotes.quote where id = ?");

    /** By the folded counts, which are seconds behind. What has doubtful rights is not put forward. */
    private static final Walk MOST_USED = new Walk(
            "quotes.usage most join quotes.quote on id = most.quote_id",
            " and rights not in ('unclear', 'disputed', 'withdrawn') and most.uses > 0",
            "most.uses",
            "most.quote_id",
            "select uses from quotes.usage where quote_id = ?");

    /**
     * What copies of the catalogue have, as {@link #LIVE}, but at the time of the change if the reader's clock is behind that. Wants the
     * time twice, and whether the sound must be open.
     */
    static final String EVERYWHERE = """

             from quotes.quote join quotes.change on quote_id = id
             where review = 'approved' and withdrawn_at is null and published_at <= greatest(?, changed_at)
              and (unpublish_at is null or unpublish_at > greatest(?, changed_at)) and (sound_open or not ?)""";

    /** Of that, what {@link #THERE} lets through; wants what both want. */
    static final String COPIED = EVERYWHERE + THERE;

    /** A way through the catalogue: by rank, then by id, both descending. @param rankOf the rank of one quote */
    private record Walk(String from, String where, String rank, String id, String rankOf) {}

    /** A quote that does not know its sound. */
    record Nameless(UUID quote, AccountId uploader, UploadId upload) {}

    private final Sql sql;

    QuoteRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<QuoteEntity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** @return its id */
    Optional<UUID> withUpload(UploadId upload) {
        return first(
                sql.list("select id from quotes.quote where upload_id = ?", row -> Sql.uuid(row, 1), upload.value()));
    }

    Optional<QuoteEntity> lockWithUpload(UploadId upload) {
        return find("uploadId", upload.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Whoever brings the same sound waits until the other one has it in the catalogue, or not. */
    void lockSound(String sha256) {
        sql.one("select pg_advisory_xact_lock(hashtextextended('quotes.sound:' || ?, 0))", row -> sha256, sha256);
    }

    /** What one person sends in happens one after the other, so that the limit holds. */
    void lockPending(AccountId creator) {
        sql.one(
                "select pg_advisory_xact_lock(hashtextextended('quotes.pending:' || ?, 0))",
                row -> creator,
                creator.toString());
    }

    List<QuoteRow> withIds(Collection<UUID> ids) {
        return sql.readable(QuoteRow.TABLE, ROWS + " where id = any(?::uuid[])", QuoteRepository::row, ids);
    }

    /** With 0 uses: counting costs more than all the rest while many dub the same quote, and they have no need of it. */
    Optional<QuoteRow> uncounted(UUID id) {
        return first(sql.readable(
                QuoteRow.TABLE,
                "select " + COLUMNS.formatted("0") + " from quotes.quote where id = ?",
                QuoteRepository::row,
                id));
    }

    /** What is in the catalogue, or waits there for its time, and has this sound. */
    Optional<QuoteRow> withSound(String sha256) {
        return first(sql.readable(
                QuoteRow.TABLE,
                ROWS + " where sha256 = ? and review = 'approved' and withdrawn_at is null",
                QuoteRepository::row,
                sha256));
    }

    /** Those that don't know their sound, in the order in which they were made. */
    List<UUID> newest(@Nullable UUID before, int limit) {
        return sql.list(
                "select id from quotes.quote where review = 'approved' and withdrawn_at is null and id < ?"
                        + " order by id desc limit ?",
                row -> Sql.uuid(row, 1),
                before == null ? NEWEST : before,
                limit);
    }

    List<Nameless> withoutSound(@Nullable UUID after, int limit) {
        return sql.list(
                "select id, uploader_id, upload_id from quotes.quote where sha256 is null and id > ? order by id limit ?",
                row -> new Nameless(Sql.uuid(row, 1), new AccountId(Sql.uuid(row, 2)), new UploadId(Sql.uuid(row, 3))),
                after == null ? OLDEST : after,
                limit);
    }

    /** Does nothing where the catalogue has the sound already. Wants its lock. */
    void fillInSound(UUID id, String sha256) {
        sql.update("""
                update quotes.quote set sha256 = ?
                where id = ? and sha256 is null
                  and (review <> 'approved' or withdrawn_at is not null or not exists (
                    select 1 from quotes.quote
                    where sha256 = ? and review = 'approved' and withdrawn_at is null))""", sha256, id, sha256);
    }

    Optional<QuoteRow> pendingWithSound(String sha256, AccountId creator) {
        return first(sql.readable(
                QuoteRow.TABLE,
                ROWS + " where uploader_id = ? and sha256 = ? and review = 'pending' and withdrawn_at is null",
                QuoteRepository::row,
                creator.value(),
                sha256));
    }

    int countPending(AccountId creator) {
        return sql.one(
                "select count(*) from quotes.quote"
                        + " where uploader_id = ? and review = 'pending' and withdrawn_at is null",
                row -> row.getInt(1),
                creator.value());
    }

    Stretch<QuoteRow> shown(Selection selection, Place place, Instant now, @Nullable UUID before, int limit) {
        var walk = selection.order() == Order.TOP ? MOST_USED : LATEST;
        var query = new StringBuilder(COUNTED + walk.from + LIVE + THERE + walk.where);
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.addAll(List.of(now, now));
        arguments.add(place.market());
        arguments.addAll(List.of(place.countries(), place.countries()));
        if (selection.language() != null) {
            query.append(" and language = ?");
            arguments.add(selection.language());
        }
        if (selection.category() != null) {
            query.append(" and categories @> array[?::text]");
            arguments.add(selection.category());
        }
        if (before != null) {
            query.append(" and (%s, %s) < ((%s), ?)".formatted(walk.rank, walk.id, walk.rankOf));
            arguments.addAll(List.of(before, before));
        }
        query.append(" order by %s desc, %s desc limit ?".formatted(walk.rank, walk.id));
        return sql.stretch(QuoteRow.TABLE, limit, query.toString(), QuoteRepository::row, arguments.toArray());
    }

    Stretch<QuoteRow> by(AccountId creator, @Nullable UUID before, int limit) {
        return sql.stretch(
                QuoteRow.TABLE,
                limit,
                ROWS + " where uploader_id = ? and id < ? order by id desc limit ?",
                QuoteRepository::row,
                creator.value(),
                orNewest(before));
    }

    Stretch<QuoteRow> pending(@Nullable UUID before, int limit) {
        return sql.stretch(
                QuoteRow.TABLE,
                limit,
                ROWS + " where review = 'pending' and withdrawn_at is null and id < ? order by id desc limit ?",
                QuoteRepository::row,
                orNewest(before));
    }

    /** Quotes that the clock has brought in or taken out since somebody last said so; each is handed out once. */
    List<UUID> takeDue(Instant now, int limit) {
        return sql.list("""
                update quotes.quote set due_at = case when unpublish_at > ? then unpublish_at end
                where id = any(array(
                  select id from quotes.quote where due_at <= ? order by due_at limit ? for update skip locked))
                returning id""", row -> Sql.uuid(row, 1), now, now, limit);
    }

    /** What a copy of the catalogue has, by descending id. */
    Stretch<QuoteRow> copied(Place place, boolean openOnly, Instant now, @Nullable UUID before, int limit) {
        return sql.stretch(
                QuoteRow.TABLE,
                limit,
                "select " + COLUMNS.formatted(USES) + COPIED + " and id < ? order by id desc limit ?",
                QuoteRepository::row,
                now,
                now,
                openOnly,
                place.market(),
                place.countries(),
                place.countries(),
                orNewest(before));
    }

    /** Where a sound lies, and whether it should be open to everybody. */
    record SoundPlace(UploadId upload, String key, boolean open, boolean shown) {}

    Optional<SoundPlace> soundPlace(UUID quote, Instant now) {
        return first(sql.list(
                "select upload_id, media_key, sound_open, exists (select 1 from quotes.quote" + LIVE
                        + " and id = wanted.id) from quotes.quote wanted where id = ?",
                row -> new SoundPlace(
                        new UploadId(Sql.uuid(row, 1)),
                        Sql.text(row, 2, QuoteRow.LONGEST_KEY),
                        row.getBoolean(3),
                        row.getBoolean(4)),
                now,
                now,
                quote));
    }

    /** Whether it is shown still, and with this sound, so that it may be open. */
    boolean openSound(UUID quote, String key, Instant now) {
        return sql.update(
                        "update quotes.quote set sound_open = true" + LIVE + " and id = ? and media_key = ?",
                        now,
                        now,
                        quote,
                        key)
                == 1;
    }

    void closeSound(UUID quote) {
        sql.update("update quotes.quote set sound_open = false where id = ?", quote);
    }

    List<UUID> shownButClosed(Instant now, @Nullable UUID before, int limit) {
        return sql.list(
                "select id from quotes.quote" + LIVE + " and not sound_open and id < ? order by id desc limit ?",
                row -> Sql.uuid(row, 1),
                now,
                now,
                orNewest(before),
                limit);
    }

    /** Whether two places are shown different quotes, among those that have not changed since a position. */
    boolean isSeenDifferently(Place one, Place other, @Nullable String language, long position, Instant now) {
        return sql.one(
                "select exists (select 1 from quotes.quote join quotes.change on quote_id = id" + LIVE + BOUND
                        + " and position <= ? and (?::text is null or language = ?)"
                        + " and (true" + THERE + ") <> (true" + THERE + "))",
                row -> row.getBoolean(1),
                now,
                now,
                position,
                language,
                language,
                one.market(),
                one.countries(),
                one.countries(),
                other.market(),
                other.countries(),
                other.countries());
    }

    /** The quote that an import made of a sound, withdrawn or not. */
    Optional<QuoteId> idFromSource(String source) {
        return first(
                sql.list("select id from quotes.quote where source = ?", row -> new QuoteId(Sql.uuid(row, 1)), source));
    }

    private static UUID orNewest(@Nullable UUID before) {
        return before == null ? NEWEST : before;
    }

    private static <T> Optional<T> first(List<T> rows) {
        return rows.stream().findFirst();
    }

    private static QuoteRow row(ResultSet row) throws SQLException {
        return new QuoteRow(
                Sql.uuid(row, 1),
                new AccountId(Sql.uuid(row, 2)),
                text(row),
                Sql.text(row, 15, QuoteRow.LONGEST_KEY),
                Sql.number(row, 16, 1),
                Sql.number(row, 17, 0),
                Review.fromStored(Sql.text(row, 18, QuoteRow.LONGEST_WORD)),
                row.getString(19) == null ? null : Sql.text(row, 19, QuoteRow.LONGEST_REASON),
                Sql.instant(row, 20),
                Sql.instantOrNull(row, 21),
                row.getBoolean(22),
                row.getBoolean(23));
    }

    private static QuoteText text(ResultSet row) throws SQLException {
        return new QuoteText(
                Sql.text(row, 3, QuoteText.LONGEST_TITLE),
                Sql.text(row, 4, QuoteText.LONGEST_LANGUAGE),
                Sql.texts(row, 5, QuoteText.MOST_TAGS, QuoteText.LONGEST_TAG),
                Sql.texts(row, 6, QuoteText.MOST_CATEGORIES, Category.LONGEST_KEY),
                Sql.texts(row, 7, QuoteText.MOST_MARKETS, QuoteText.LONGEST_MARKET),
                Sql.texts(row, 8, QuoteText.MOST_MARKETS, QuoteText.LONGEST_MARKET),
                Sql.text(row, 9, QuoteText.LONGEST_TRANSCRIPT),
                new Credit(
                        Sql.text(row, 10, Credit.LONGEST_ATTRIBUTION),
                        Sql.text(row, 11, Credit.LONGEST_LICENCE),
                        Sql.text(row, 12, Credit.LONGEST_SOURCE),
                        Sql.text(row, 13, Credit.LONGEST_AUTHOR),
                        Rights.fromStored(Sql.text(row, 14, Credit.LONGEST_RIGHTS))));
    }
}
