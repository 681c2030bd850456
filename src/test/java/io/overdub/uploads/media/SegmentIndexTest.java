package io.overdub.uploads.media;

import static io.overdub.uploads.media.Boxes.join;
import static io.overdub.uploads.media.Boxes.number;
import static io.overdub.uploads.media.Boxes.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SegmentIndexTest {

    private static final byte[] TWO_SEGMENTS = numbers(4, 500, 1000, 0, 600, 500, 0);

    @Test
    void segments_begin_behind_the_offset() {
        var narrow = join(numbers(4, 0, 7, 1000, 0, 40), numbers(2, 0, 2), TWO_SEGMENTS);
        var wide = join(numbers(4, 0x01000000, 7, 1000), numbers(8, 0, 40), numbers(2, 0, 2), TWO_SEGMENTS);

        assertThat(SegmentIndex.of(box(narrow), 2000)).contains(new SegmentIndex(7, 1.5, 3140));
        assertThat(SegmentIndex.of(box(wide), 2000)).contains(new SegmentIndex(7, 1.5, 3140));
    }

    @Test
    void an_index_of_indexes_says_nothing() {
        var nested = join(numbers(4, 0, 7, 1000, 0, 40), numbers(2, 0, 1), numbers(4, 0x80000000L | 500, 1000, 0));

        assertThat(SegmentIndex.of(box(nested), 2000)).isEmpty();
    }

    @Test
    void a_stopped_clock_is_malformed() {
        var stopped = join(numbers(4, 0, 7, 0, 0, 40), number(4, 0));

        assertThatThrownBy(() -> SegmentIndex.of(box(stopped), 2000)).hasMessage("malformed_media");
    }

    private static Box box(byte[] body) {
        return new Box("sidx", ByteBuffer.wrap(body), new Box.Allowance());
    }
}
