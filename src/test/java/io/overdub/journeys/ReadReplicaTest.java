package io.overdub.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.LaggingSql;
import io.overdub.kernel.Sql;
import io.overdub.world.WithMoreEngines;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The app with a replica, as its settings make it. How it behaves when that lags or dies, the kernel tells. */
@QuarkusTest
@TestProfile(WithMoreEngines.class)
class ReadReplicaTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String IS_READ_ONLY = "select current_setting('transaction_read_only')";

    @Inject
    LaggingSql lagging;

    @Inject
    Sql sql;

    @Inject
    MeterRegistry meters;

    @Test
    void the_replica_answers_what_may_lag_and_nothing_else() {
        await("on", () -> lagging.list(IS_READ_ONLY, row -> row.getString(1)).get(0));

        String ofPrimary = sql.one(IS_READ_ONLY, row -> row.getString(1));

        assertThat(ofPrimary).isEqualTo("off");
        assertThat(meters.get("overdub.sql.replica.reads")
                        .tag("answered_by", "replica")
                        .counter()
                        .count())
                .isPositive();
        assertThat(meters.get("overdub.sql.replica.lag.seconds").gauge().value())
                .isBetween(0.0, 60.0);
    }

    @Test
    void readiness_says_whether_the_replica_is_away() {
        await(
                false,
                () -> given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("checks.find { it.name == 'Replica of PostgreSQL' }.data.away"));
        assertThat(given().get("/q/health/ready").asString()).doesNotContain("\"replica\"");
    }

    private static <T> void await(T expected, Supplier<T> found) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (!found.get().equals(expected)) {
            assertThat(System.nanoTime()).as("time for %s", expected).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
