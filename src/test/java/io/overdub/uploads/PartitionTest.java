package io.overdub.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.uploads.storage.ReceivedPart;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PartitionTest {

    @Inject
    Limits limits;

    private record Sizes(MemorySize threshold, MemorySize partSize) implements MultipartConfig {

        static Sizes of(long threshold, long partSize) {
            return new Sizes(
                    new MemorySize(BigInteger.valueOf(threshold)), new MemorySize(BigInteger.valueOf(partSize)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 10, 1, 1", "10, 10, 1, 10", "11, 10, 2, 1", "20, 10, 2, 10", "69, 10, 7, 9"})
    void parts_add_up_to_the_whole(long size, long partSize, int count, long last) {
        var partition = new Partition(size, partSize);

        assertThat(partition.count()).isEqualTo(count);
        assertThat(partition.sizeOf(count)).isEqualTo(last);
        assertThat(partition.numbers().stream().mapToLong(partition::sizeOf).sum())
                .isEqualTo(size);
        assertThat(partition.has(0)).isFalse();
        assertThat(partition.has(count)).isTrue();
        assertThat(partition.has(count + 1)).isFalse();
    }

    @Test
    void what_is_too_short_or_too_many_is_not_there() {
        var partition = new Partition(25, 10);
        var received = List.of(
                new ReceivedPart(1, 10, "a"),
                new ReceivedPart(2, 9, "b"),
                new ReceivedPart(3, 5, "c"),
                new ReceivedPart(4, 5, "d"));

        assertThat(partition.missingFrom(received)).containsExactly(2);
        assertThat(partition.wholeAmong(received))
                .extracting(ReceivedPart::number)
                .containsExactly(1, 3);
        assertThat(partition.missingFrom(List.of())).containsExactly(1, 2, 3);
    }

    @Test
    void only_what_is_above_the_threshold_comes_in_parts() {
        var rules = new PartRules(Sizes.of(16 << 20, 8 << 20), limits);

        assertThat(rules.partitionOf(16 << 20)).isEmpty();
        assertThat(rules.partitionOf((16 << 20) + 1)).contains(new Partition((16 << 20) + 1, 8 << 20));
    }

    @Test
    void parts_that_storage_would_not_take_stop_the_boot() {
        for (var size : List.of((5L << 20) - 1, (5L << 30) + 1)) {
            assertThatThrownBy(() -> new PartRules(Sizes.of(1 << 20, size), limits))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("uploads.multipart.part-size=" + size);
        }
    }
}
