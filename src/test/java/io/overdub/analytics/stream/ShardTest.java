package io.overdub.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShardTest {

    private final String stream = "stream-" + UUID.randomUUID();

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    @Inject
    Ids ids;

    @Test
    void a_process_that_stops_leaves_its_shards_to_others() {
        var stopping = new ShardRepository(sql, clock, ids);
        var next = new ShardRepository(sql, clock, ids);
        stopping.add(stream, "one", "0");
        assertThat(stopping.lease(stream)).isPresent();
        assertThat(next.lease(stream)).isEmpty();

        stopping.release();

        assertThat(next.lease(stream)).isPresent();
        assertThat(stopping.lease(stream)).isEmpty();
    }
}
