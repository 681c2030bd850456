package io.overdub.analytics;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Whether it is done; empty when nobody asked for it, or all is over. */
    Optional<Boolean> isDone(UUID account) {
        return sql
                .list(
                        "select erased_at is not null from analytics.erasure where account_id = ?",
                        row -> row.getBoolean(1),
                        account)
                .stream()
                .findFirst();
    }

    /** That they opted out says of them that they were here. */
    int forgetOptOut(UUID account) {
        return sql.update("delete from analytics.opt_out where account_id = ?", account);
    }

    /** With what their apps called themselves. */
    Map<UUID, Set<String>> all() {
        return sql
                .list(
                        "select account_id, installations from analytics.erasure",
                        row -> Map.entry(Sql.uuid(row, 1), installations(row, 2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> installations(ResultSet row, int column) throws SQLException {
        return Set.copyOf(Sql.texts(row, column, Integer.MAX_VALUE, 64));
    }

    Set<String> installations(UUID account) {
        return sql
                .list(
                        "select installations from analytics.erasure where account_id = ?",
                        row -> installations(row, 1),
                        account)
                .stream()
                .findFirst()
                .orElse(Set.of());
    }

    /** These are theirs too. */
    void link(UUID account, Collection<String> installations) {
        sql.update("""
                update analytics.erasure
                set installations = array(select distinct one from unnest(installations || ?::text[]) one) where account_id = ?\
                """, installations, account);
    }

    /** The latest asked for first. */
    List<Erasure> newest(int limit) {
        return sql.list(
                "select account_id, asked_at, erased_at from analytics.erasure order by asked_at desc limit ?",
                row -> new Erasure(Sql.uuid(row, 1), Sql.instant(row, 2), Sql.instantOrNull(row, 3)),
                limit);
    }

    /** Asked for before then, and not done; those first that have waited longest since they were asked for, or last tried. */
    List<UUID> due(Instant askedBefore, int limit) {
        return sql.list(
                "select account_id from analytics.erasure where erased_at is null and asked_at < ?"
                        + " order by coalesce(tried_at, asked_at) limit ?",
                row -> Sql.uuid(row, 1),
                askedBefore,
                limit);
    }

    /** Of whom nothing can come any more; likewise. */
    List<UUID> over(Instant askedBefore, int limit) {
        return sql.list(
                "select account_id from analytics.erasure where erased_at is not null and asked_at < ?"
                        + " order by coalesce(tried_at, asked_at) limit ?",
                row -> Sql.uuid(row, 1),
                askedBefore,
                limit);
    }

    void tried(UUID account) {
        sql.update("update analytics.erasure set tried_at = ? where account_id = ?", clock.instant(), account);
    }

    void done(UUID account) {
        sql.update("update analytics.erasure set erased_at = ? where account_id = ?", clock.instant(), account);
    }

    void delete(UUID account) {
        sql.update("delete from analytics.erasure where account_id = ?", account);
    }

    /**
     * What this room keeps of them beside events: what they sent that was none, and that they asked or paused something. Not that they opted
     * out: who is forgotten may go on, and wants no more to be recorded than before.
     */
    void forget(UUID account) {
        sql.update(
                "delete from analytics.quarantined where account_id = ? or strpos(lower(body), ?) > 0",
                account,
                account.toString());
        sql.update("update analytics.saved_query set by_id = ? where by_id = ?", Erasures.NOBODY, account);
        sql.update("update analytics.pause set by_id = ? where by_id = ?", Erasures.NOBODY, account);
    }

    /** What these installations sent while nobody had signed in, and was no event. */
    void forgetUnfit(Collection<String> installations) {
        sql.update(
                """
                delete from analytics.quarantined where account_id is null
                and exists (select 1 from unnest(?::text[]) word where strpos(body, word) > 0)\
                """,
                installations.stream()
                        .flatMap(installation ->
                                Stream.of(Inspector.ofInstallation(installation), Rows.ofInstallation(installation)))
                        .toList());
    }
}
