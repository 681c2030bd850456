package io.overdub.quotes;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the snapshot stands, which of its files lie in storage, and what there is to write into them. */
@Singleton
class SnapshotRepository {

    /**
     * @param version 0: nothing has been published yet
     * @param leftOut how many quotes it lacks because their sounds are not open
     * @param requestedAt when an editor asked for another one
     * @param failures since it worked last
     */
    record State(
            long version,
            long position,
            @Nullable Instant generatedAt,
            Duration took,
            String manifestUrl,
            long leftOut,
            @Nullable Instant requestedAt,
            boolean forced,
            int failures,
            @Nullable String failure,
            @Nullable Instant retryAt) {}

    /** What has changed since: when first, and when last. */
    record Waiting(Instant first, Instant last) {}

    /** How many quotes a view has, and which: the sum changes with any change of any of them. */
    record Content(String language, long count, long sum) {

        static Content none(String language) {
            return new Content(language, 0, 0);
        }

        Content and(Content other) {
            return new Content(language, count + other.count, sum ^ other.sum);
        }

        String text() {
            return count + "-" + Long.toHexString(sum);
        }
    }

    record Sound(UUID quote, String key) {}

    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_NAME = 200;

    private final Sql sql;

    SnapshotRepository(Sql sql) {
        this.sql = sql;
    }

    State state() {
        return sql.one("""
                select version, position, generated_at, took_ms, manifest_url, left_out, requested_at, forced, failures,
                  failure, retry_at
                from quotes.snapshot""", SnapshotRepository::state);
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(
                row.getLong(1),
                row.getLong(2),
                Sql.instantOrNull(row, 3),
                Duration.ofMillis(row.getLong(4)),
                Sql.text(row, 5, LONGEST_URL),
                row.getLong(6),
                Sql.instantOrNull(row, 7),
                row.getBoolean(8),
                row.getInt(9),
                row.getString(10),
                Sql.instantOrNull(row, 11));
    }

    Optional<Waiting> waitingAfter(long position) {
        return sql
                .list(
                        "select min(changed_at), max(changed_at) from quotes.change where position > ?"
                                + " having count(*) > 0",
                        row -> new Waiting(Sql.instant(row, 1), Sql.instant(row, 2)),
                        position)
                .stream()
                .findFirst();
    }

    void request(boolean forced, Instant at) {
        sql.update("update quotes.snapshot set requested_at = ?, forced = ?, retry_at = null", at, forced);
    }

    /**
     * False when a later version is known already: who was slower has nothing to say.
     *
     * @param begun requests from before it are fulfilled
     */
    boolean published(Manifest manifest, String manifestUrl, long leftOut, Instant begun, Duration took) {
        return sql.update(
                        """
                update quotes.snapshot set version = ?, position = ?, generated_at = ?, took_ms = ?, manifest_url = ?,
                  left_out = ?, failures = 0, failure = null, retry_at = null,
                  forced = forced and requested_at > ?,
                  requested_at = case when requested_at > ? then requested_at end
                where version <= ?""",
                        manifest.version(),
                        manifest.position(),
                        manifest.generatedAt(),
                        took.toMillis(),
                        manifestUrl,
                        leftOut,
                        begun,
                        begun,
                        manifest.version())
                == 1;
    }

    void postpone(Instant retryAt) {
        sql.update("update quotes.snapshot set retry_at = ?", retryAt);
    }

    void failed(String failure, Instant retryAt) {
        sql.update(
                "update quotes.snapshot set failures = failures + 1, failure = left(?, 500), retry_at = ?",
                failure,
                retryAt);
    }

    /** One that nobody has used, above the last one that is published, whatever became of this database meanwhile. */
    long nextVersion(long last) {
        return sql.one(
                "select greatest(nextval('quotes.snapshot_version'),"
                        + " case when ? >= (select last_value from quotes.snapshot_version)"
                        + " then setval('quotes.snapshot_version', ? + 1) end)",
                row -> row.getLong(1),
                last,
                last);
    }

    /** Countries that quotes name, those first that most of them name. */
    List<String> namedMarkets(Instant now) {
        return sql.list(
                """
                select market from (select unnest(markets || blocked_markets) market from quotes.quote""" + QuoteRepository.LIVE + QuoteRepository.BOUND
                        + ") named group by market order by count(*) desc, market",
                row -> row.getString(1),
                now,
                now);
    }

    /** Those first that most quotes have. */
    List<String> languages(Instant now, int most) {
        return sql.list(
                "select language from quotes.quote" + QuoteRepository.LIVE
                        + " group by language order by count(*) desc, language limit ?",
                row -> row.getString(1),
                now,
                now,
                most);
    }

    /** By language. */
    List<Content> contents(Place place, boolean openOnly, Instant now) {
        return sql.list(
                "select language, count(*), bit_xor(hashtextextended(id::text, position))" + QuoteRepository.COPIED
                        + " group by language order by count(*) desc, language",
                row -> new Content(row.getString(1), row.getLong(2), row.getLong(3)),
                now,
                now,
                openOnly,
                place.market(),
                place.countries(),
                place.countries());
    }

    /** Sounds of copied quotes: of the latest changes, and some others, other ones each time. */
    List<Sound> soundsToCheck(long after, boolean openOnly, Instant now, long seed, int latest, int others) {
        return sql.list(
                "(select id, media_key" + QuoteRepository.EVERYWHERE
                        + " and position > ? order by position desc limit ?) union (select id, media_key"
                        + QuoteRepository.EVERYWHERE + " order by hashtextextended(id::text, ?) limit ?)",
                row -> new Sound(Sql.uuid(row, 1), Sql.text(row, 2, QuoteRow.LONGEST_KEY)),
                now,
                now,
                openOnly,
                after,
                latest,
                now,
                now,
                openOnly,
                seed,
                others);
    }

    long leftOut(Instant now) {
        return sql.one(
                "select count(*) from quotes.quote" + QuoteRepository.LIVE + " and not sound_open",
                row -> row.getLong(1),
                now,
                now);
    }

    /** Before they are put there: whatever happens then, they are found again. */
    void addFile(String name, Instant now) {
        sql.update("insert into quotes.snapshot_file (name, superseded_at) values (?, ?)", name, now);
    }

    void filesNamed(List<String> names, Instant now) {
        sql.update("""
                update quotes.snapshot_file
                set superseded_at = case when name = any(?::text[]) then null else coalesce(superseded_at, ?) end
                where superseded_at is null or name = any(?::text[])""", names, now, names);
    }

    List<String> filesSupersededBefore(Instant moment, int limit) {
        return sql.list(
                "select name from quotes.snapshot_file where superseded_at < ? order by superseded_at limit ?",
                row -> Sql.text(row, 1, LONGEST_NAME),
                moment,
                limit);
    }

    void forgetFile(String name) {
        sql.update("delete from quotes.snapshot_file where name = ?", name);
    }
}
