package io.overdub.uploads.media;

import static io.overdub.uploads.media.Boxes.fullBox;
import static io.overdub.uploads.media.Boxes.join;
import static io.overdub.uploads.media.Boxes.number;
import static io.overdub.uploads.media.Boxes.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrackFragmentTest {

    private static final byte[] PLAIN_HEADER = fullBox("tfhd", 0, 0, number(4, 7));
    private static final byte[] THREE_SAMPLES = fullBox("trun", 0, 0, number(4, 3));

    @Test
    void the_movie_supplies_the_defaults() {
        assertThat(read(PLAIN_HEADER, THREE_SAMPLES)).isEqualTo(new TrackFragment(7, 3 * 20, 3 * 50));
    }

    @Test
    void the_fragment_overrides_the_defaults() {
        var duration = fullBox("tfhd", 0, 0x8, numbers(4, 7, 21));
        var size = fullBox("tfhd", 0, 0x10, numbers(4, 7, 51));
        var everything = fullBox("tfhd", 0, 0x3B, numbers(4, 7, -1, -1, -1, 22, 52, -1));

        assertThat(read(duration, THREE_SAMPLES)).isEqualTo(new TrackFragment(7, 3 * 21, 3 * 50));
        assertThat(read(size, THREE_SAMPLES)).isEqualTo(new TrackFragment(7, 3 * 20, 3 * 51));
        assertThat(read(everything, THREE_SAMPLES)).isEqualTo(new TrackFragment(7, 3 * 22, 3 * 52));
    }

    @Test
    void samples_override_the_fragment() {
        var durations = fullBox("trun", 0, 0x100, numbers(4, 2, 30, 40));
        var sizes = fullBox("trun", 0, 0xE05, numbers(4, 2, -1, -1, 60, -1, -1, 70, -1, -1));

        assertThat(read(PLAIN_HEADER, durations)).isEqualTo(new TrackFragment(7, 70, 2 * 50));
        assertThat(read(PLAIN_HEADER, sizes)).isEqualTo(new TrackFragment(7, 2 * 20, 130));
        assertThat(read(PLAIN_HEADER, join(durations, sizes))).isEqualTo(new TrackFragment(7, 110, 230));
    }

    @Test
    void runs_without_fields_of_their_own_may_be_huge() {
        var endless = fullBox("trun", 0, 0, number(4, 0xFFFFFFFFL));

        assertThat(read(PLAIN_HEADER, endless)).isEqualTo(new TrackFragment(7, 20.0 * 0xFFFFFFFFL, 50.0 * 0xFFFFFFFFL));
    }

    @Test
    void a_run_has_room_for_its_samples() {
        var run = fullBox("trun", 0, 0x100, numbers(4, 3, 30, 40));

        assertThatThrownBy(() -> read(PLAIN_HEADER, run)).hasMessage("malformed_media");
    }

    @Test
    void a_track_without_defaults_is_malformed() {
        var header = fullBox("tfhd", 0, 0, number(4, 8));

        assertThatThrownBy(() -> read(header, THREE_SAMPLES)).hasMessage("malformed_media");
    }

    private static TrackFragment read(byte[]... children) {
        var defaults = fullBox("trex", 0, 0, numbers(4, 7, 1, 20, 50, 0));
        return TrackFragment.of(
                asBox(join(children)), Map.of(7L, asBox(Arrays.copyOfRange(defaults, 8, defaults.length))));
    }

    private static Box asBox(byte[] body) {
        return new Box("test", ByteBuffer.wrap(body), new Box.Allowance());
    }
}
