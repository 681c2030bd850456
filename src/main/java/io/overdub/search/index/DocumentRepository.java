package io.overdub.search.index;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.kernel.Memories;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Documents, generations and stems. Statements that write lock in one order, so that two of them never wait for each other. */
@Singleton
class DocumentRepository {

    private static final int SWEPT = 5_000;
    private static final int REMEMBERED = 100;

    /**
     * To weigh a document costs more than to find it. Of what matches so many are weighed, the surest ones first and then the most popular;
     * what is beyond is not found.
     */
    private static final int WEIGHED = 300;

    /** Of what has only some of the words, beside the surest ones, and of suggestions. */
    private static final int WEIGHED_FEW = 100;

    /** What so many match, times what is enough, is gathered at once. */
    private static final int FEW = 2;

    /** So many times what is enough is aimed at, where it is known how many match among the most popular ones. */
    private static final double AIM = 1.5;

    /** And where it is only estimated, as if words were spread over documents by chance. They come together, so there are more. */
    private static final double CAUTIOUS_AIM = 0.25;

    /** This share of the documents at first. */
    private static final double MOST_AT_FIRST = 0.1;

    /** To find enough, so many are looked through one by one at the most. */
    private static final int LOOKED_THROUGH = 4_000;

    /** Popularity has the same number in the index of words for so many levels. */
    private static final int STEP = 4;

    /** So long may a change be under way that is older than the end of its document. */
    private static final Duration LATEST = Duration.ofDays(1);

    private static final String LIVE = "(select id from search.generation where state = 'live')";
    private static final String ACTIVE = "state in ('building', 'live')";
    private static final String ONE = "id = ? and state = 'building'";
    private static final String DOCUMENT =
            "select kind, key, seq, popularity, words from search.document where generation = " + LIVE;
    private static final String HAVING = " and words @@ (select %s from asked)";
    /** What is asked for outside of it is not looked up in an index. */
    private static final String FENCE = " limit 1000000000";

    private static final String SURE = "words @@ (select surest from asked)";
    private static final String BY_POPULARITY = " order by popularity desc, seq desc limit ";
    private static final String SURE_FIRST = " order by " + SURE + " desc, popularity desc, seq desc limit ";

    /** As the index of words has it. */
    private static final String POPULAR =
            " and array[generation * 128 + least(popularity, 511) / 4] && (select numbers from %s)";

    /** A document as a row. */
    record Row(
            Kind kind, String key, long version, String words, int popularity, String fingerprint, boolean deleted) {}

    private final Sql sql;
    private final Clock clock;

    /** Texts of statements: to write one takes as long as to have it answered where documents are few. */
    private final Cache<Form, String> forms =
            Memories.begin().maximumSize(REMEMBERED).build();

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

    /** As far as it is known. */
    Spread spread() {
        var counted = sql.list("""
                select greatest(reltuples, 0), most_common_elems::text::text[], most_common_elem_freqs from pg_class
                left join pg_stats on schemaname = 'search' and tablename = 'document' and attname = 'words'
                where oid = 'search.document'::regclass""", DocumentRepository::words);
        var levels = sql.list("""
                select level, sum(share) from (
                  select level, share from pg_stats, unnest(most_common_vals::text::int[], most_common_freqs) common (level, share)
                  where schemaname = 'search' and tablename = 'document' and attname = 'popularity'
                  union all
                  select level, (1 - coalesce((select sum(share) from unnest(most_common_freqs) share), 0)) / cardinality(histogram_bounds::text::int[])
                  from pg_stats, unnest(histogram_bounds::text::int[]) level
                  where schemaname = 'search' and tablename = 'document' and attname = 'popularity'
                  union all
                  (select popularity, 0 from search.document where generation = %s and not deleted order by popularity desc limit 1)) level
                group by level order by level desc""".formatted(LIVE), row -> new Spread.Popularity(row.getInt(1), row.getDouble(2)));
        return counted.get(0).with(levels);
    }

    private static Spread words(ResultSet row) throws SQLException {
        var shares = new TreeMap<String, Double>();
        var words = row.getArray(2);
        var frequencies = row.getArray(3);
        if (words != null && frequencies != null) {
            var every = (String[]) words.getArray();
            var each = (Float[]) frequencies.getArray();
            for (var i = 0; i < every.length; i++) {
                shares.put(every[i], (double) each[i]);
            }
        }
        return new Spread(
                row.getDouble(1),
                shares,
                shares.values().stream().min(Double::compare).orElse(0.0),
                List.of());
    }

    /** How the documents to be weighed are found. */
    private enum Way {
        /** All that match. */
        GATHER,
        /** Those that match among popular ones, and all if these are not enough. */
        POPULAR,
        /** One by one, the most popular first, and else among popular ones. */
        ONE_BY_ONE
    }

    /** @param popularity that is looked at first */
    private record Route(Way way, int popularity) {

        static Route of(Wanted by, boolean loose, int enough, Spread spread) {
            var matching = loose ? by.shares().any() : by.shares().all();
            var indexed = loose ? by.shares().any() : by.shares().indexed();
            var least = spread.popularityOf(
                    Math.min(MOST_AT_FIRST, CAUTIOUS_AIM * enough / (matching * spread.documents())));
            if (indexed * spread.documents() <= FEW * enough || least == 0) {
                return new Route(Way.GATHER, 0);
            }
            return new Route(2 * enough <= matching * LOOKED_THROUGH ? Way.ONE_BY_ONE : Way.POPULAR, least);
        }
    }

    /** What the text of a statement depends on. */
    private record Form(Way way, boolean loose, int enough, boolean indexed, String values) {}

    private String candidates(Wanted by, boolean loose, Route route, String values) {
        return forms.get(
                new Form(route.way(), loose, enough(by, loose), by.isIndexed(), values),
                DocumentRepository::candidates);
    }

    private static int enough(Wanted by, boolean loose) {
        return loose || by.prominent() || by.isVague() ? WEIGHED_FEW : WEIGHED;
    }

    /**
     * What is to be weighed. The queries are read once, in front: elsewhere they would be, anew for each document.
     *
     * <p>What many documents match is looked for among the popular ones only, so that the cost hardly grows with their number.
     */
    private static String candidates(Form form) {
        var loose = form.loose();
        var way = form.way();
        var enough = form.enough();
        var indexed = loose ? "matching" : "indexed";
        var matching = "select * from (" + DOCUMENT + HAVING.formatted(indexed) + "%s" + FENCE + ") document where true"
                + (indexed.equals("matching") || form.indexed() ? "" : HAVING.formatted("rest"));
        var order = loose ? BY_POPULARITY + enough : SURE_FIRST + WEIGHED;
        return """
                with asked as materialized (
                  select ?::tsquery matching, ?::tsquery indexed, ?::tsquery rest, ?::tsquery surest, ?::tsquery titled, ?::tsquery typed, ?::tsquery begun,
                    ?::tsquery wide, ?::tsquery phrase, ?::tsquery named),
                """
                + (way == Way.GATHER
                        ? "likely as materialized (" + matching.formatted("") + order + ")"
                        : near(way, matching, enough)
                                + "likely as materialized ((select * from near where (select are from enough)" + order
                                + ") union all (" + matching.formatted(" and not (select are from enough)") + order
                                + ") union all (" + DOCUMENT
                                + HAVING.formatted(form.indexed() && !loose ? "surest" : "titled")
                                + " and (select are from enough) and seq not in (select seq from near)" + BY_POPULARITY
                                + WEIGHED + "))")
                + ", candidate as (select * from likely"
                + (loose
                        ? " union all (" + DOCUMENT + " and " + SURE + " and seq not in (select seq from likely)"
                                + BY_POPULARITY + WEIGHED + ")"
                        : "")
                + "), found as materialized (select kind, key, seq, popularity, " + form.values() + " from candidate) ";
    }

    private static String near(Way way, String matching, int enough) {
        var oneByOne = "select * from (" + DOCUMENT + " and not deleted" + BY_POPULARITY + LOOKED_THROUGH
                + ") document where true" + HAVING.formatted("matching") + BY_POPULARITY + enough;
        return """
                step as materialized (select number, share, number >= ? first
                  from unnest(?::bigint[], ?::bigint[]) step (number, share)),
                live as materialized (select id * 128 base from search.generation where state = 'live'),
                common as materialized (%1$s),
                topmost as materialized (select array(select base + number::int from live, step where first) numbers),
                top as materialized (%2$s and (select count(*) from common) < %3$d),
                tops as materialized (select count(*) number from top),
                next as materialized (
                  select array(select base + number::int from live, step where not first and number >= (
                    select max(number) from step
                    where share * (select number from tops) >= %4$f * (select max(share) from step where first))) numbers),
                upper as materialized (%5$s and (select number from tops) between 1 and %3$d - 1),
                near as materialized (
                  select * from common where (select count(*) from common) >= %3$d
                  union all select * from top union all select * from upper),
                enough as materialized (select count(*) >= %3$d are from near),
                """.formatted(
                        way == Way.ONE_BY_ONE ? oneByOne : DOCUMENT + " and false",
                        matching.formatted(POPULAR.formatted("topmost")),
                        enough,
                        AIM * enough,
                        matching.formatted(POPULAR.formatted("next")));
    }

    private static List<Object> questions(Wanted by, boolean loose, Route route, Spread spread) {
        List<Object> questions = new ArrayList<>(List.of(
                by.matching(loose),
                by.indexed(),
                by.rest(),
                by.surest(loose),
                by.titled(),
                by.exact(),
                by.begun(),
                by.wide(),
                by.phrase(),
                by.named()));
        if (route.way() != Way.GATHER) {
            questions.add(route.popularity() / STEP);
            questions.addAll(spread.steps(STEP));
        }
        return questions;
    }

    /** @param loose what has some of the words, else what has all */
    List<Place> find(Wanted by, boolean loose, Weighing weighing, Spread spread, long score, long seq, int limit) {
        var route = Route.of(by, loose, enough(by, loose), spread);
        var arguments = new ArrayList<Object>(questions(by, loose, route, spread));
        arguments.addAll(List.of(score, seq, limit));
        return sql.list(
                candidates(by, loose, route, weighing.sum() + " score")
                        + "select kind, key, score, seq, popularity from found where (score, seq) < (?, ?)"
                        + " order by score desc, seq desc limit ?",
                DocumentRepository::place,
                arguments.toArray());
    }

    /** The first ones. */
    List<Explained> explain(Wanted by, boolean loose, Weighing weighing, Spread spread, int limit) {
        var route = Route.of(by, loose, enough(by, loose), spread);
        var arguments = new ArrayList<Object>(questions(by, loose, route, spread));
        arguments.add(limit);
        var parts = weighing.parts();
        return sql.list(
                candidates(by, loose, route, weighing.each()) + "select kind, key, (1000000 * ("
                        + String.join(" + ", parts)
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
                arguments.toArray());
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
