package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountsTest {

    @Inject
    Accounts accounts;

    @Inject
    SessionFactory database;

    @Test
    void unknown_ids_are_left_out() {
        var ada = AccountId.fromString(Phone.ofGuest().id());
        var nobody = new AccountId(UUID.randomUUID());

        var found = accounts.find(List.of(ada, nobody, ada));

        assertThat(found).containsOnlyKeys(ada);
    }

    @Test
    void many_are_found_with_one_query_and_then_with_none() {
        var ids = List.of(
                AccountId.fromString(Phone.ofGuest().id()),
                AccountId.fromString(Phone.ofGuest().id()),
                AccountId.fromString(Phone.ofGuest().id()));
        var statistics = database.getStatistics();
        statistics.setStatisticsEnabled(true);
        var before = statistics.getPrepareStatementCount();

        var first = accounts.find(ids);
        var cold = statistics.getPrepareStatementCount() - before;
        var second = accounts.find(ids);

        assertThat(first).hasSize(3).isEqualTo(second);
        assertThat(cold).isEqualTo(1);
        assertThat(statistics.getPrepareStatementCount() - before).isEqualTo(1);
    }
}
