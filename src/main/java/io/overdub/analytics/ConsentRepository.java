package io.overdub.analytics;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

@Singleton
class ConsentRepository {

    private final Sql sql;
    private final Clock clock;

    ConsentRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Set<UUID> optedOutAmong(Collection<UUID> accounts) {
        return Set.copyOf(sql.list(
                "select account_id from analytics.opt_out where account_id = any(?::uuid[])",
                row -> Sql.uuid(row, 1),
                accounts));
    }

    void put(UUID account, boolean optedOut) {
        if (optedOut) {
            sql.update(
                    "insert into analytics.opt_out (account_id, since) values (?, ?) on conflict do nothing",
                    account,
                    clock.instant());
        } else {
            sql.update("delete from analytics.opt_out where account_id = ?", account);
        }
    }
}
