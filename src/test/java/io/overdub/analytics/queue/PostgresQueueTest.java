package io.overdub.analytics.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Sql;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On messages of a future that the workers of the app don't live in. */
@QuarkusTest
class PostgresQueueTest extends QueueContract {

    private static final Duration AHEAD = Duration.ofDays(3_000);

    @Inject
    Sql sql;

    @Inject
    World world;

    private Duration passed = AHEAD;

    @AfterEach
    void clear() {
        sql.update(
                "delete from analytics.message where created_at > ?",
                world.clock().instant().plus(AHEAD).minus(Duration.ofDays(1)));
    }

    @Override
    Queue queue() {
        return new PostgresQueue(new MessageRepository(sql, new Clock() {
            @Override
            public Instant instant() {
                return world.clock().instant().plus(passed);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        }));
    }

    @Test
    void ten_thousand_that_wait_are_enough() {
        var queue = queue();
        assertThat(queue.hasRoom()).isTrue();
        queue.send(Collections.nCopies(PostgresQueue.MOST, "x"));

        assertThat(queue.hasRoom()).isFalse();
    }

    @Override
    void time() {
        passed = passed.plus(Duration.ofMinutes(2));
    }
}
