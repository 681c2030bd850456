package io.overdub.uploads.media;

import static io.overdub.uploads.media.Boxes.join;
import static io.overdub.uploads.media.Boxes.number;
import static io.overdub.uploads.media.Boxes.numbers;
import static io.overdub.uploads.media.Boxes.zeros;
import static io.overdub.uploads.media.Inspection.Reason.MALFORMED_MEDIA;
import static io.overdub.uploads.media.Inspection.Reason.TRUNCATED_MEDIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.uploads.media.Inspection.Media;
import io.overdub.uploads.media.Inspection.Rejected;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ImageHeaderTest {

    private static final byte[] JPEG_START = number(2, 0xFFD8);
    private static final byte[] SCAN = join(number(2, 0xFFDA), number(2, 8), zeros(6));

    @Test
    void a_png_tells_its_size() {
        assertThat(inspect(png(640, 480))).isEqualTo(new Media("image/png", 0, 640, 480, false, false));
    }

    @Test
    void a_png_with_a_wrong_checksum_is_malformed() {
        var png = png(640, 480);
        png[20]++;

        assertThat(inspect(png)).isEqualTo(new Rejected(MALFORMED_MEDIA));
    }

    @Test
    void a_png_without_pixels_is_malformed() {
        assertThat(inspect(png(0, 480))).isEqualTo(new Rejected(MALFORMED_MEDIA));
        assertThat(inspect(png(640, -1))).isEqualTo(new Rejected(MALFORMED_MEDIA));
    }

    @Test
    void a_png_that_starts_with_another_chunk_is_malformed() {
        var png = png(640, 480);
        png[12] = 'J';

        assertThat(inspect(png)).isEqualTo(new Rejected(MALFORMED_MEDIA));
    }

    @Test
    void a_png_cut_in_its_header_is_truncated() {
        assertThat(inspect(Arrays.copyOf(png(640, 480), 32))).isEqualTo(new Rejected(TRUNCATED_MEDIA));
    }

    @Test
    void a_jpeg_tells_its_size() {
        var baseline = join(JPEG_START, segment(0xE0, 14), segment(0xDB, 65), frame(0xC0, 640, 480, 3), SCAN);
        var progressive = join(JPEG_START, segment(0xC4, 30), number(1, 0xFF), frame(0xC2, 640, 480, 1), SCAN);

        assertThat(inspect(baseline)).isEqualTo(new Media("image/jpeg", 0, 640, 480, false, false));
        assertThat(inspect(progressive)).isEqualTo(new Media("image/jpeg", 0, 640, 480, false, false));
    }

    @Test
    void a_jpeg_whose_scan_comes_first_is_malformed() {
        assertThat(inspect(join(JPEG_START, SCAN, frame(0xC0, 640, 480, 3)))).isEqualTo(new Rejected(MALFORMED_MEDIA));
    }

    @Test
    void a_jpeg_without_pixels_is_malformed() {
        assertThat(inspect(join(JPEG_START, frame(0xC0, 640, 0, 3), SCAN))).isEqualTo(new Rejected(MALFORMED_MEDIA));
        assertThat(inspect(join(JPEG_START, frame(0xC0, 0, 480, 3), SCAN))).isEqualTo(new Rejected(MALFORMED_MEDIA));
    }

    @Test
    void a_jpeg_frame_of_the_wrong_length_is_malformed() {
        var frame = frame(0xC0, 640, 480, 3);
        frame[9] = 4;

        assertThat(inspect(join(JPEG_START, frame, SCAN))).isEqualTo(new Rejected(MALFORMED_MEDIA));
    }

    @Test
    void a_jpeg_segment_shorter_than_its_length_field_is_malformed() {
        var segment = join(number(2, 0xFFE0), number(2, 1));

        assertThat(inspect(join(JPEG_START, segment, frame(0xC0, 640, 480, 3))))
                .isEqualTo(new Rejected(MALFORMED_MEDIA));
    }

    @Test
    void a_jpeg_cut_before_its_frame_is_truncated() {
        var jpeg = join(JPEG_START, segment(0xE1, 40), frame(0xC0, 640, 480, 3));

        assertThat(inspect(Arrays.copyOf(jpeg, 46))).isEqualTo(new Rejected(TRUNCATED_MEDIA));
    }

    @Test
    void a_jpeg_of_endless_segments_is_given_up() {
        var segments = new byte[100][];
        Arrays.fill(segments, segment(0xE1, 60_000));
        var jpeg = CountedBytes.of(join(JPEG_START, join(segments), frame(0xC0, 640, 480, 3)));

        assertThat(new ContainerReader().inspect(jpeg)).isEqualTo(new Rejected(MALFORMED_MEDIA));
        assertThat(jpeg.bytesRead()).isLessThan(9 << 20);
    }

    private static Inspection inspect(byte[] content) {
        return new ContainerReader().inspect(CountedBytes.of(content));
    }

    private static byte[] png(int width, int height) {
        var header = join(Boxes.text("IHDR"), numbers(4, width, height), numbers(1, 8, 6, 0, 0, 0));
        var checksum = new CRC32();
        checksum.update(header);
        return join(number(8, 0x89504E470D0A1A0AL), number(4, 13), header, number(4, checksum.getValue()), zeros(64));
    }

    private static byte[] segment(int marker, int length) {
        return join(numbers(1, 0xFF, marker), number(2, length + 2), zeros(length));
    }

    private static byte[] frame(int marker, int width, int height, int components) {
        var length = number(2, 8 + 3 * components);
        return join(
                numbers(1, 0xFF, marker),
                length,
                numbers(1, 8),
                numbers(2, height, width),
                number(1, components),
                zeros(3 * components));
    }
}
