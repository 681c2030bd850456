package io.overdub.quotes;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How many public dubs each quote has: folded counts, and the changes that are not folded yet. The sum of both is exact. */
@Singleton
class UsageRepository {

    private static final UUID FIRST = new UUID(0, 0);

    private record Uses(UUID quote, long count) {}

    private final Sql sql;

    UsageRepository(Sql sql) {
        this.sql = sql;
    }

    void add(UUID quote, int change) {
        sql.update("insert into quotes.usage_change (quote_id, change) values (?, ?)", quote, change);
    }

    /**
     * Folds at most so many changes into the counts, in one statement: whoever reads meanwhile sees each change once. Two folds at a time
     * take different ones.
     *
     * @return how many quotes had some
     */
    int fold(int limit) {
        return sql.update("""
                with taken as (
                  delete from quotes.usage_change where ctid = any(array(
                    select ctid from quotes.usage_change limit ? for update skip locked))
                  returning quote_id, change)
                insert into quotes.usage (quote_id, uses)
                select quote_id, sum(change) from taken group by quote_id order by quote_id
                on conflict (quote_id) do update set uses = usage.uses + excluded.uses""", limit);
    }

    /** Of quotes in ascending order of id, those without any use too. */
    Map<QuoteId, Long> of(@Nullable UUID after, int limit) {
        var found =
                sql.list("""
                select id, coalesce((select uses from quotes.usage where quote_id = id), 0)
                  + coalesce((select sum(change) from quotes.usage_change where quote_id = id), 0)
                from quotes.quote where id > ? order by id limit ?""", row -> new Uses(Sql.uuid(row, 1), row.getLong(2)), after == null ? FIRST : after, limit);
        var uses = new LinkedHashMap<QuoteId, Long>();
        found.forEach(each -> uses.put(new QuoteId(each.quote), each.count));
        return uses;
    }
}
