package io.overdub.analytics;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

@Singleton
class LimitedRepository {

    private final Sql sql;

    LimitedRepository(Sql sql) {
        this.sql = sql;
    }

    /** Nothing that was heard before it overrules it. */
    void put(UUID account, boolean limited, long position) {
        sql.update("""
            insert into analytics.limited_account as known (account_id, limited, position) values (?, ?, ?)
            on conflict (account_id) do update set limited = excluded.limited, position = excluded.position
            where known.position < excluded.position\
            """, account, limited, position);
    }

    Set<UUID> among(Collection<UUID> accounts) {
        return Set.copyOf(sql.list(
                "select account_id from analytics.limited_account where limited and account_id = any(?::uuid[])",
                row -> Sql.uuid(row, 1),
                accounts));
    }

    int forget(UUID account) {
        return sql.update("delete from analytics.limited_account where account_id = ?", account);
    }
}
