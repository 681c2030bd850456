package io.overdub.search.index;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents, generations and stems. Statements that write lock in one order, so that two of them never wait for each other. */
@Singleton
class DocumentRepository {

    private static final int SWEPT = 5_000;

    /**
     * To weigh a document costs more than to find it. Of what matches so many are weighed, the surest ones first and then the most popular;
     * what is beyond is not found.
     */
    private static final int WEIGHED = 300;

    /** Of what has only some of the words, beside the surest ones. */
    private static final int WEIGHED_LOOSE = 100;

    /**
     * When so many of the {@value #TRIED} most popular documents match, a good part of all does. Then those that follow are looked through
     * until enough match, and only if that takes too many is everything gathered that does.
     */
    private static final int COMMON = 4;

    private static final int TRIED = 100;
    private static final int LOOKED_THROUGH = 10_000;

    /** So long may a change be under way that is older than the end of its document. */
    private static final Duration LATEST = Duration.ofDays(1);

    private static final String LIVE = "(select id from search.generation where state = 'live')";
    private static final String ACTIVE = "state in ('building', 'live')";
    private static final String ONE = "id = ? and state = 'building'";
    private static final String DOCUMENT =
            "select kind, key, seq, popularity, words from search.document where generation = " + LIVE;
    private static final String MATCHING = " and words @@ (select matching from asked)";
    private static final String SURE = "words @@ (select surest from asked)";
    private static final String LIKELIEST = " order by popularity desc, seq desc limit ";

    /** Gathers all that matches, once. */
    private static final String SURE_THEN_LIKELY = "candidate as (" + DOCUMENT + MATCHING + " order by " + SURE
            + " desc, popularity desc, seq desc limit " + WEIGHED + ")";

    /** A document as a row. */
    record Row(
            Kind kind, String key, long version, String words, int popularity, String fingerprint, boolean deleted) {}

    private final Sql sql;
    private final Clock clock;

    DocumentRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The generations that are written to. */
    List<Long> active() {
        return sql.list("select id from search.generation where " + ACTIVE + " order by id", row -> row.getLong(1));
    }

    /** What is newer than what is there, into all generations that are written to by then, or into one that is being built. */
    Set<Map.Entry<Kind, String>> write(@Nullable Long generation, List<Row> rows) {
        var insert = """
                insert into search.document (generation, kind, key, version, words, popularity, fingerprint, deleted, written_at)
                select id, kind, key, version, words::tsvector, popularity, fingerprint, deleted::boolean, ?
                from search.generation,
                  unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                    new (kind, key, version, words, popularity, fingerprint, deleted)
                where %s
                order by 1, 2, 3
                on conflict (generation, kind, key) do update set
                  version = excluded.version, words = excluded.words, popularity = excluded.popularity,
                  fingerprint = excluded.fingerprint, deleted = excluded.deleted, written_at = excluded.written_at
                where document.version < excluded.version
                returning kind, key""";
        var now = clock.instant();
        var kinds = rows.stream().map(row -> row.kind().stored()).toList();
        var keys = rows.stream().map(Row::key).toList();
        var versions = rows.stream().map(Row::version).toList();
        var words = rows.stream().map(Row::words).toList();
        var popularity = rows.stream().map(row -> (long) row.popularity()).toList();
        var fingerprints = rows.stream().map(Row::fingerprint).toList();
        var deleted = rows.stream().map(row -> String.valueOf(row.deleted())).toList();
        Sql.Row<Map.Entry<Kind, String>> written =
                row -> Map.entry(Kind.fromStored(row.getString(1)), row.getString(2));
        return new HashSet<>(
                generation == null
                        ? sql.list(
                                insert.formatted(ACTIVE),
                                written,
                                now,
                                kinds,
                                keys,
                                versions,
                                words,
                                popularity,
                                fingerprints,
                                deleted)
                        : sql.list(
                                insert.formatted(ONE),
                                written,
                                now,
                                kinds,
                                keys,
                                versions,
                                words,
                                popularity,
                                fingerprints,
                                deleted,
                                generation));
    }

    /** @param stems each with the word at the same place */
    void learn(long generation, List<String> stems, List<String> words) {
        sql.update("""
                insert into search.stem (generation, stem, word)
                select ?, stem, word from unnest(?::text[], ?::text[]) new (stem, word) order by stem, word
                on conflict do nothing""", generation, stems, words);
    }

    List<String> withStems(Collection<String> stems, int limit) {
        return sql.list(
                "select distinct word from search.stem where generation = " + LIVE
                        + " and stem = any(?::text[]) limit ?",
                row -> row.getString(1),
                stems,
                limit);
    }

    /** What is to be weighed. The queries are read once, in front: elsewhere they would be, anew for each document. */
    private static String candidates(Wanted by, boolean loose, String values) {
        return """
                with asked as materialized (
                  select ?::tsquery matching, ?::tsquery surest, ?::tsquery typed, ?::tsquery begun, ?::tsquery wide,
                    ?::tsquery phrase, ?::tsquery named),
                """
                + (by.mayBeCommon(loose) ? likelyOrSure(loose ? WEIGHED_LOOSE : WEIGHED) : SURE_THEN_LIKELY)
                + ", found as materialized (select kind, key, seq, popularity, " + values + " from candidate) ";
    }

    private static String likelyOrSure(int enough) {
        var mostPopular =
                "select * from (" + DOCUMENT + " and not deleted%s" + LIKELIEST + "%d) document where true" + MATCHING;
        return "tried as (" + mostPopular.formatted("", TRIED)
                + "), common as materialized ("
                + mostPopular.formatted(" and (select count(*) from tried) >= " + COMMON, LOOKED_THROUGH) + LIKELIEST
                + enough
                + "), likely as materialized (select * from common union all ("
                + DOCUMENT + MATCHING + " and (select count(*) from common) < " + enough
                + " and seq not in (select seq from common)" + LIKELIEST + enough
                + ")), candidate as (select * from likely union all ("
                + DOCUMENT + " and " + SURE + " and seq not in (select seq from likely)" + LIKELIEST + WEIGHED + "))";
    }

    /** @param loose what has some of the words, else what has all */
    List<Place> find(Wanted by, boolean loose, Weighing weighing, long score, long seq, int limit) {
        return sql.list(
                candidates(by, loose, weighing.sum() + " score")
                        + "select kind, key, score, seq, popularity from found where (score, seq) < (?, ?)"
                        + " order by score desc, seq desc limit ?",
                DocumentRepository::place,
                by.matching(loose),
                by.surest(loose),
                by.exact(),
                by.begun(),
                by.wide(),
                by.phrase(),
                by.named(),
                score,
                seq,
                limit);
    }

    /** The first ones. */
    List<Explained> explain(Wanted by, boolean loose, Weighing weighing, int limit) {
        var parts = weighing.parts();
        return sql.list(
                candidates(by, loose, weighing.each()) + "select kind, key, (1000000 * (" + String.join(" + ", parts)
                        + ") * factor)::bigint score, seq, popularity," + String.join(", ", parts)
                        + ", factor from found order by score desc, seq desc limit ?",
                row -> {
                    var values = new LinkedHashMap<String, Double>();
                    for (var i = 0; i < parts.size(); i++) {
                        values.put(parts.get(i), row.getDouble(6 + i));
                    }
                    values.put("factor", row.getDouble(6 + parts.size()));
                    return new Explained(place(row), values);
                },
                by.matching(loose),
                by.surest(loose),
                by.exact(),
                by.begun(),
                by.wide(),
                by.phrase(),
                by.named(),
                limit);
    }

    /** @param filter null: all documents */
    List<Place> popular(@Nullable String filter, long popularity, long seq, int limit) {
        return sql.list(
                "select kind, key, popularity, seq, popularity from search.document where generation = " + LIVE
                        + " and not deleted and (popularity, seq) < (?, ?)"
                        + " and (?::text is null or words @@ (select (?::text)::tsquery))"
                        + " order by popularity desc, seq desc limit ?",
                DocumentRepository::place,
                Math.min(popularity, Integer.MAX_VALUE),
                seq,
                filter,
                filter,
                limit);
    }

    /** Those of these documents that are there and pass the filter. */
    Set<Hit> among(Collection<Hit> hits, @Nullable String filter) {
        return new HashSet<>(sql.list(
                "select kind, key from search.document where generation = " + LIVE
                        + " and (kind, key) in (select kind, key from unnest(?::text[], ?::text[]) wanted (kind, key))"
                        + " and not deleted and (?::text is null or words @@ (select (?::text)::tsquery))",
                row -> new Hit(Kind.fromStored(row.getString(1)), row.getString(2)),
                hits.stream().map(hit -> hit.kind().stored()).toList(),
                hits.stream().map(Hit::key).toList(),
                filter,
                filter));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                Kind.fromStored(row.getString(1)), row.getString(2), row.getLong(3), row.getLong(4), row.getInt(5));
    }

    Map<String, Stored> look(Kind kind, Collection<String> keys) {
        var stored = new HashMap<String, Stored>();
        sql.list(
                        "select key, fingerprint, popularity from search.document where generation = " + LIVE
                                + " and kind = ? and key = any(?::text[]) and not deleted",
                        row -> Map.entry(row.getString(1), new Stored(row.getString(2), row.getInt(3))),
                        kind.stored(),
                        keys)
                .forEach(document -> stored.put(document.getKey(), document.getValue()));
        return stored;
    }

    List<String> keys(Kind kind, @Nullable String after, int limit) {
        return sql.list(
                "select key from search.document where generation = " + LIVE
                        + " and kind = ? and key > ? and not deleted order by key limit ?",
                row -> row.getString(1),
                kind.stored(),
                after == null ? "" : after,
                limit);
    }

    long begin() {
        return sql.one("""
                with given_up as (update search.generation set state = 'old' where state = 'building' returning id)
                insert into search.generation (state)
                select 'building' where (select count(*) from given_up) >= 0
                returning id""", row -> row.getLong(1));
    }

    void publish(long generation) {
        sql.update("""
                with retired as (
                  update search.generation set state = 'old'
                  where state = 'live' and exists (
                    select 1 from search.generation where id = ? and state = 'building')
                  returning id)
                update search.generation set state = 'live'
                where id = ? and state = 'building' and (select count(*) from retired) = 1""", generation, generation);
    }

    /** How many rows went. */
    int sweep() {
        var documents = sql.update("""
                delete from search.document where ctid = any(array(
                  select ctid from search.document
                  where generation in (select id from search.generation where state = 'old') limit ?))""", SWEPT);
        var stems = sql.update("""
                delete from search.stem where ctid = any(array(
                  select ctid from search.stem
                  where generation in (select id from search.generation where state = 'old') limit ?))""", SWEPT);
        var ends = sql.update("""
                delete from search.document where ctid = any(array(
                  select ctid from search.document where deleted and written_at < ? limit ?))""", clock.instant().minus(LATEST), SWEPT);
        var generations = documents + stems == 0 ? sql.update("delete from search.generation where state = 'old'") : 0;
        return documents + stems + ends + generations;
    }
}
