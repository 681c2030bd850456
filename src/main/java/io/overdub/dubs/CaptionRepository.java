package io.overdub.dubs;

import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.Sql;
import io.overdub.quotes.QuoteId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The states stand here as they stand in the partial indexes. */
@Singleton
class CaptionRepository implements Captions {

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final int MOST_USES = 10_000;

    /** To look at 10,000 dubs of each well-known tag took PostgreSQL 0.1 s of CPU, and all are counted again and again. */
    private static final int LOOKED_AT = 1_000;

    private static final int LOOKED_AT_OPENLY = 100;

    private static final String CARRIED = """
            from dubs.dub_tag join dubs.dub on id = dub_id
            where tag = wanted and deleted_at is null and visibility = 'public' and state = 'published'""";

    /** With whose it is. */
    private record Written(AccountId author, Caption caption) {}

    private final Sql sql;
    private final Accounts accounts;

    CaptionRepository(Sql sql, Accounts accounts) {
        this.sql = sql;
        this.accounts = accounts;
    }

    @Override
    public List<Caption> of(Collection<DubId> dubs) {
        var found = sql.readable(
                DubRow.TABLE,
                """
                select id, quote_title, caption, tags, visibility = 'public', likes, quote_id, author_id from dubs.dub
                where id = any(?::uuid[]) and deleted_at is null and visibility <> 'private' and state = 'published'""",
                row -> new Written(
                        new AccountId(Sql.uuid(row, 8)),
                        new Caption(
                                new DubId(Sql.uuid(row, 1)),
                                new QuoteId(Sql.uuid(row, 7)),
                                Sql.text(row, 2, DubRow.LONGEST_TITLE),
                                Sql.text(row, 3, DubRow.LONGEST_CAPTION),
                                Sql.texts(row, 4, Tags.MOST, Tags.LONGEST),
                                row.getBoolean(5),
                                Sql.number(row, 6, 0))),
                dubs.stream().map(DubId::value).toList());
        var authors = accounts.current(found.stream().map(Written::author).collect(toSet()));
        return found.stream()
                .filter(written -> authors.containsKey(written.author()))
                .map(Written::caption)
                .toList();
    }

    @Override
    public List<DubId> by(AccountId author, @Nullable UUID before, int limit) {
        return sql.list(
                """
                select id from dubs.dub
                where author_id = ? and deleted_at is null and visibility <> 'private' and state = 'published' and id < ?
                order by id desc limit ?""", row -> new DubId(Sql.uuid(row, 1)), author.value(), before == null ? NEWEST : before, limit);
    }

    @Override
    public List<DubId> newest(@Nullable UUID before, int limit) {
        return sql.list("""
                select id from dubs.dub
                where deleted_at is null and visibility <> 'private' and state = 'published' and id < ?
                order by id desc limit ?""", row -> new DubId(Sql.uuid(row, 1)), before == null ? NEWEST : before, limit);
    }

    @Override
    public Map<String, Long> uses(Collection<String> tags) {
        var uses = new HashMap<String, Long>();
        sql.list("""
                        select wanted, coalesce(round(newest.shown::numeric * carried.dubs / nullif(newest.dubs, 0)), 0)::bigint
                        from unnest(?::text[]) wanted
                        cross join lateral (
                          select count(*) dubs from (select 1 from dubs.dub_tag where tag = wanted limit ?) tagged) carried
                        cross join lateral (
                          select count(*) dubs,
                            count(*) filter (where deleted_at is null and visibility = 'public' and state = 'published') shown
                          from (select dub_id from dubs.dub_tag where tag = wanted order by dub_id desc limit ?) tagged
                          left join dubs.dub on id = dub_id) newest""", row -> Map.entry(Sql.text(row, 1, Tags.LONGEST), row.getLong(2)), tags, MOST_USES, LOOKED_AT)
                .forEach(use -> uses.put(use.getKey(), use.getValue()));
        uses.values().removeIf(count -> count == 0);
        return uses;
    }

    @Override
    public Set<String> openAmong(Collection<String> tags) {
        var authors = new HashMap<String, List<AccountId>>();
        sql.list(
                        "select distinct wanted, author_id from unnest(?::text[]) wanted cross join lateral (select author_id "
                                + CARRIED + " order by dub_id desc limit ?) carrying",
                        row -> Map.entry(Sql.text(row, 1, Tags.LONGEST), new AccountId(Sql.uuid(row, 2))),
                        tags,
                        LOOKED_AT_OPENLY)
                .forEach(use -> authors.computeIfAbsent(use.getKey(), tag -> new ArrayList<>())
                        .add(use.getValue()));
        var hidden = accounts.privateAmong(
                authors.values().stream().flatMap(List::stream).collect(toSet()));
        return authors.entrySet().stream()
                .filter(use -> !hidden.containsAll(use.getValue()))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    @Override
    public Set<String> tagsOf(Collection<DubId> dubs) {
        return Set.copyOf(sql.list(
                "select distinct tag from dubs.dub_tag where dub_id = any(?::uuid[])",
                row -> Sql.text(row, 1, Tags.LONGEST),
                dubs.stream().map(DubId::value).toList()));
    }

    @Override
    public Map<String, List<DubId>> newestWith(Collection<String> tags, int each) {
        var newest = new HashMap<String, List<DubId>>();
        sql.list(
                        "select wanted, id from unnest(?::text[]) wanted cross join lateral (select id " + CARRIED
                                + " order by dub_id desc limit ?) carrying",
                        row -> Map.entry(Sql.text(row, 1, Tags.LONGEST), new DubId(Sql.uuid(row, 2))),
                        tags,
                        each)
                .forEach(dub -> newest.computeIfAbsent(dub.getKey(), tag -> new ArrayList<>())
                        .add(dub.getValue()));
        return newest;
    }

    @Override
    public List<String> tags(@Nullable String after, int limit) {
        return sql.list(
                "select distinct tag from dubs.dub_tag where tag > ? order by tag limit ?",
                row -> Sql.text(row, 1, Tags.LONGEST),
                after == null ? "" : after,
                limit);
    }
}
