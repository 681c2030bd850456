package io.overdub.accounts;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What staff did to accounts: rows are only ever added, until one of the two is erased. */
@Singleton
class LimitRepository {

    private static final int SHOWN = 50;
    private static final int LONGEST_REASON = 500;

    private final Sql sql;

    LimitRepository(Sql sql) {
        this.sql = sql;
    }

    void add(UUID account, Limit.Change change) {
        sql.update(
                "insert into accounts.limit_change (id, account_id, limited, reason, by_id, at) values (?, ?, ?, ?, ?, ?)",
                change.id(),
                account,
                change.limited(),
                change.reason(),
                change.byId().value(),
                change.at());
    }

    List<Limit.Change> changes(UUID account) {
        return sql.readable(
                "accounts.limit_change",
                "select id, limited, reason, by_id, at from accounts.limit_change where account_id = ? order by id desc limit ?",
                row -> new Limit.Change(
                        Sql.uuid(row, 1),
                        row.getBoolean(2),
                        Sql.text(row, 3, LONGEST_REASON),
                        new AccountId(Sql.uuid(row, 4)),
                        Sql.instant(row, 5)),
                account,
                SHOWN);
    }

    boolean isLimited(UUID account) {
        return sql.one(
                "select exists (select 1 from accounts.account where id = ? and limited_at is not null)",
                row -> row.getBoolean(1),
                account);
    }

    long forget(UUID person, int limit) {
        return sql.forget("accounts.limit_change", "account_id", person, limit)
                + sql.disown("accounts.limit_change", "by_id", person, limit);
    }
}
