package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HandshakeTest {

    @Inject
    DataSource database;

    @Inject
    BrokenRows brokenRows;

    private FlakySql flaky;

    @BeforeEach
    void connect() {
        flaky = new FlakySql(database, brokenRows);
    }

    @Test
    void one_that_breaks_alone_is_noticed_by_nobody() {
        flaky.breakHandshakes(1);

        assertThat(one()).isEqualTo(1);
    }

    @Test
    void where_the_next_one_breaks_too_nobody_tries_for_long() {
        flaky.breakHandshakes(2);

        assertThatThrownBy(this::one).isInstanceOf(Sql.SqlFailed.class);
        assertThat(one()).isEqualTo(1);
    }

    private int one() {
        return flaky.sql().one("select 1", row -> row.getInt(1));
    }
}
