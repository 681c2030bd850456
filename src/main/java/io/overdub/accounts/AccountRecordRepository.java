package io.overdub.accounts;

import io.overdub.kernel.LaggingSql;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** For staff, who look for somebody that has been there for a while; how each one stands now, others are asked. */
@Singleton
class AccountRecordRepository implements AccountRecords {

    private final LaggingSql sql;

    AccountRecordRepository(LaggingSql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<AccountId> withEmail(String address) {
        return sql
                .list(
                        "select id from accounts.account where email = ?",
                        row -> new AccountId(Sql.uuid(row, 1)),
                        EmailRules.normalised(address))
                .stream()
                .findFirst();
    }

    @Override
    public List<AccountId> signedInWith(String userAgent, int limit) {
        return sql.list(
                "select account_id from accounts.session where user_agent = ?"
                        + " group by account_id order by max(last_used_at) desc limit ?",
                row -> new AccountId(Sql.uuid(row, 1)),
                userAgent,
                limit);
    }

    @Override
    public List<AccountId> signedInFrom(String network, int limit) {
        return sql.list(
                "select account_id from accounts.session where network = ?"
                        + " group by account_id order by max(last_used_at) desc limit ?",
                row -> new AccountId(Sql.uuid(row, 1)),
                network,
                limit);
    }
}
