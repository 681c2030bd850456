package io.overdub.analytics;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@Singleton
class ErasureRepository {

    private final Sql sql;
    private final Clock clock;

    ErasureRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void add(UUID account) {
        sql.update(
                "insert into analytics.erasure (account_id, asked_at) values (?, ?) on conflict do nothing",
                account,
                clock.instant());
    }

    Set<UUID> all() {
        return Set.copyOf(sql.list("select account_id from analytics.erasure", row -> Sql.uuid(row, 1)));
    }

    /** The longest asked for first. */
    List<Erasure> newest(int limit) {
        return sql.list(
                "select account_id, asked_at, erased_at from analytics.erasure order by asked_at desc limit ?",
                row -> new Erasure(Sql.uuid(row, 1), Sql.instant(row, 2), Sql.instantOrNull(row, 3)),
                limit);
    }

    /** Asked for before then, and not done. */
    List<UUID> due(Instant askedBefore, int limit) {
        return sql.list(
                "select account_id from analytics.erasure where erased_at is null and asked_at < ? order by asked_at limit ?",
                row -> Sql.uuid(row, 1),
                askedBefore,
                limit);
    }

    /** Of whom nothing can come any more. */
    List<UUID> over(Instant askedBefore, int limit) {
        return sql.list(
                "select account_id from analytics.erasure where erased_at is not null and asked_at < ? order by asked_at"
                        + " limit ?",
                row -> Sql.uuid(row, 1),
                askedBefore,
                limit);
    }

    void done(UUID account) {
        sql.update("update analytics.erasure set erased_at = ? where account_id = ?", clock.instant(), account);
    }

    void delete(UUID account) {
        sql.update("delete from analytics.erasure where account_id = ?", account);
    }

    /** What this room keeps of them beside events: what they sent that was none, and what they chose. */
    void forget(UUID account) {
        sql.update(
                "delete from analytics.quarantined where account_id = ? or strpos(body, ?) > 0",
                account,
                account.toString());
        sql.update("delete from analytics.opt_out where account_id = ?", account);
        sql.update("update analytics.saved_query set by_id = ? where by_id = ?", Erasures.NOBODY, account);
        sql.update("update analytics.pause set by_id = ? where by_id = ?", Erasures.NOBODY, account);
    }
}
