package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.CountedSql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountsTest {

    @Inject
    Accounts accounts;

    @Inject
    LimitDesk desk;

    @Inject
    CountedSql sql;

    @Test
    void unknown_ids_are_left_out() {
        var ada = AccountId.fromString(Phone.ofGuest().id());
        var nobody = new AccountId(UUID.randomUUID());

        var found = accounts.find(List.of(ada, nobody, ada));

        assertThat(found).containsOnlyKeys(ada);
    }

    /** Whoever walks through all of them keeps something for those who come back, and for those who are to notice nothing. */
    @Test
    void all_are_those_too_whom_others_do_not_see() {
        var phone = Phone.ofGuest();
        var closed = AccountId.fromString(phone.id());
        var limited = AccountId.fromString(Phone.ofGuest().id());
        phone.request().delete("/v1/me").then().statusCode(202);
        desk.limit(limited, "Rude", new AccountId(UUID.randomUUID()));

        var all = new ArrayList<AccountId>();
        UUID after = null;
        do {
            var some = accounts.all(after, 1_000);
            all.addAll(some.rows());
            after = some.last() ? null : some.end();
        } while (after != null);

        assertThat(all).contains(limited, closed);
    }

    @Test
    void many_are_found_with_one_query_and_then_with_none() {
        var ids = List.of(
                AccountId.fromString(Phone.ofGuest().id()),
                AccountId.fromString(Phone.ofGuest().id()),
                AccountId.fromString(Phone.ofGuest().id()));
        var question = UUID.randomUUID().toString();
        MDC.put("request_id", question);

        var first = accounts.find(ids);
        var cold = sql.statementsOf(question);
        var second = accounts.find(ids);
        MDC.remove("request_id");

        assertThat(first).hasSize(3).isEqualTo(second);
        assertThat(cold).isEqualTo(1);
        assertThat(sql.statementsOf(question)).isEqualTo(1);
    }
}
