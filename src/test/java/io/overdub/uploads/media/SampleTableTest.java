package io.overdub.uploads.media;

import static io.overdub.uploads.media.Boxes.fullBox;
import static io.overdub.uploads.media.Boxes.join;
import static io.overdub.uploads.media.Boxes.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SampleTableTest {

    private static final byte[] OFFSETS = fullBox("stco", 0, 0, numbers(4, 2, 1000, 2000));
    private static final byte[] TWO_PER_CHUNK = fullBox("stsc", 0, 0, numbers(4, 1, 1, 2, 1));

    @Test
    void the_last_chunk_ends_with_its_last_sample() {
        var table = table(OFFSETS, TWO_PER_CHUNK, fullBox("stsz", 0, 0, numbers(4, 0, 4, 900, 900, 30, 40)));

        assertEndsAt(2070, table);
    }

    @Test
    void samples_of_one_size_are_multiplied() {
        assertEndsAt(2100, table(OFFSETS, TWO_PER_CHUNK, fullBox("stsz", 0, 0, numbers(4, 50, 4))));
    }

    @Test
    void a_size_that_only_the_codec_knows_counts_as_one_byte() {
        assertEndsAt(2001, table(OFFSETS, TWO_PER_CHUNK, fullBox("stsz", 0, 0, numbers(4, 1, 44100))));
        assertEndsAt(2001, table(OFFSETS, TWO_PER_CHUNK));
    }

    @Test
    void shuffled_chunks_are_checked_by_the_furthest() {
        var offsets = fullBox("co64", 0, 0, numbers(4, 3), numbers(8, 1000, 1L << 40, 2000));
        var sizes = fullBox("stsz", 0, 0, numbers(4, 50, 6));

        assertEndsAt((1L << 40) + 1, table(offsets, TWO_PER_CHUNK, sizes));
    }

    @Test
    void a_table_of_many_rows_adds_up() {
        var table = table(OFFSETS, fullBox("stts", 0, 0, numbers(4, 2, 10, 100, 3, 7)));

        assertThat(table.ticks()).isEqualTo(1021);
    }

    @Test
    void a_table_without_offsets_is_malformed() {
        assertThatThrownBy(() -> table(TWO_PER_CHUNK)).hasMessage("malformed_media");
    }

    private static SampleTable table(byte[]... children) {
        return new SampleTable(new Box("stbl", ByteBuffer.wrap(join(children)), new Box.Allowance()));
    }

    private static void assertEndsAt(long end, SampleTable table) {
        assertThatCode(() -> table.requireDataWithin(end)).doesNotThrowAnyException();
        assertThatThrownBy(() -> table.requireDataWithin(end - 1)).hasMessage("truncated_media");
    }
}
