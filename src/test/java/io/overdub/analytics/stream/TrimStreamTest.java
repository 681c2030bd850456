package io.overdub.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the stream in PostgreSQL lets go. */
@QuarkusTest
class TrimStreamTest {

    @Inject
    World world;

    @Inject
    StreamRepository records;

    /** The slot of a day is that of the ninth day after it, and nobody may have looked in between. */
    @Test
    void what_came_today_stays_beside_what_came_nine_days_ago() {
        var old = "{\"id\":\"" + UUID.randomUUID() + "\"}\n";
        var young = "{\"id\":\"" + UUID.randomUUID() + "\"}\n";
        records.add(List.of(old));
        world.clock().advance(Duration.ofDays(9));
        records.add(List.of(young));

        records.trim(Long.MAX_VALUE);

        assertThat(records.containing(young.strip(), 0))
                .extracting(StreamRepository.Row::body)
                .containsExactly(young);
        assertThat(records.containing(old.strip(), 0)).isEmpty();
    }

    @Test
    void what_nobody_has_read_stays_however_old_it_is() {
        var unread = "{\"id\":\"" + UUID.randomUUID() + "\"}\n";
        records.add(List.of(unread));
        var before = records.containing(unread.strip(), 0).get(0).position() - 1;
        world.clock().advance(Duration.ofDays(9));

        records.trim(before);
        assertThat(records.containing(unread.strip(), 0)).hasSize(1);
        records.trim(before + 1);
        assertThat(records.containing(unread.strip(), 0)).isEmpty();
    }
}
