package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    private final Ids ids = new Ids(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void ten_thousand_at_one_instant_ascend() {
        var issued =
                IntStream.range(0, 10_000).mapToObj(i -> ids.next().toString()).toList();

        assertThat(issued).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void they_are_version_seven_and_tell_their_time() {
        var id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Ids.issuedAt(id)).isEqualTo(NOON);
    }

    @Test
    void many_threads_get_different_ones() {
        var issued =
                IntStream.range(0, 20_000).parallel().mapToObj(i -> ids.next()).toList();

        assertThat(issued).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1-1-1-1-1", "0190a000-0000-7000-8000-00000000000", "0190a000-0000-7000-8000-00000000000g"})
    void what_is_not_canonical_is_no_id(String text) {
        assertThatThrownBy(() -> Ids.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void canonical_text_is_read_back() {
        UUID id = ids.next();

        assertThat(Ids.parse(id.toString())).isEqualTo(id);
    }
}
