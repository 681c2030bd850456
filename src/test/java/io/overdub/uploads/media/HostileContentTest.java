package io.overdub.uploads.media;

import static io.overdub.uploads.media.Boxes.ftyp;
import static io.overdub.uploads.media.Boxes.join;
import static io.overdub.uploads.media.MovieSketch.aMovie;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.uploads.media.Inspection.Media;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileContentTest {

    private static final long SEED = 20141119;
    private static final int BUDGET = 9 << 20;
    private static final List<Integer> TEMPTING_SIZES = List.of(0, 1, 7, 8, 100, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF);

    static Stream<MovieSketch> goodMovies() {
        return Stream.of(
                aMovie(),
                aMovie().moovLast(),
                aMovie().wide(),
                aMovie().endlessData(),
                aMovie().largeData(),
                aMovie().branded("M4A ").withoutVideo(),
                aMovie().branded("qt  ").moovLast().rotated(90).withSubtitles(),
                aMovie().fragments(3).extendedTo(1800),
                aMovie().fragments(1).endlessData(),
                aMovie().fragments(3).indexed(),
                aMovie().fragments(3).indexed().wide());
    }

    @ParameterizedTest
    @MethodSource("goodMovies")
    void a_truncated_movie_never_passes_for_another(MovieSketch sketch) {
        var movie = sketch.bytes();
        var facts = inspect(movie);
        assertThat(facts).isInstanceOf(Media.class);

        for (int length = 0; length < movie.length; length++) {
            var inspection = inspect(Arrays.copyOf(movie, length));

            assertThat(inspection)
                    .as("cut at %d of %d", length, movie.length)
                    .satisfiesAnyOf(
                            it -> assertThat(it).isInstanceOf(Inspection.Rejected.class),
                            it -> assertThat(it).isEqualTo(facts));
        }
    }

    @Test
    void fragments_cut_between_two_of_them_are_a_shorter_movie() {
        var movie = aMovie().fragments(3).bytes();
        int fragment = aMovie().fragment().length;

        for (int length = 0; length < movie.length; length++) {
            long whole = 3 - (movie.length - length + fragment - 1) / fragment;
            boolean betweenTwo = (movie.length - length) % fragment == 0 && whole > 0;

            if (inspect(Arrays.copyOf(movie, length)) instanceof Media media) {
                assertThat(betweenTwo).as("cut at %d", length).isTrue();
                assertThat(media.durationMillis()).isEqualTo(1000 * whole);
            } else {
                assertThat(betweenTwo).as("cut at %d", length).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goodMovies")
    void a_corrupted_size_never_breaks_the_reader(MovieSketch sketch) {
        var movie = sketch.bytes();
        for (int at = 0; at < movie.length - 4; at++) {
            for (int size : TEMPTING_SIZES) {
                var corrupted = ByteBuffer.wrap(movie.clone()).putInt(at, size).array();

                inspect(corrupted);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goodMovies")
    void random_damage_never_breaks_the_reader(MovieSketch sketch) {
        var random = new Random(SEED);
        var good = sketch.bytes();
        for (int round = 0; round < 2_000; round++) {
            var movie = good.clone();
            for (int wound = random.nextInt(8); wound >= 0; wound--) {
                movie[random.nextInt(movie.length)] = (byte) random.nextInt();
            }

            inspect(movie);
        }
    }

    @Test
    void random_bytes_never_break_the_reader() {
        var random = new Random(SEED);
        var openings = Set.of(
                new byte[0], ftyp("isom"), new byte[] {(byte) 0xFF, (byte) 0xD8}, Boxes.number(8, 0x89504E470D0A1A0AL));
        for (int round = 0; round < 5_000; round++) {
            var noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);

            for (var opening : openings) {
                inspect(join(opening, noise));
            }
        }
    }

    @Test
    void boxes_of_random_nesting_never_break_the_reader() {
        var random = new Random(SEED);
        for (int round = 0; round < 5_000; round++) {
            inspect(join(ftyp("isom"), randomBox(random, 0), randomBox(random, 0), randomBox(random, 0)));
        }
    }

    private static byte[] randomBox(Random random, int depth) {
        var types = List.of(
                "moov", "trak", "mdia", "minf", "stbl", "mvex", "trex", "mvhd", "tkhd", "mdhd", "hdlr", "stsd", "stts",
                "stsc", "stsz", "stco", "co64", "moof", "traf", "tfhd", "trun", "sidx", "mehd", "mdat");
        var type = types.get(random.nextInt(types.size()));
        if (depth < 6 && random.nextInt(4) > 0) {
            return Boxes.box(type, randomBox(random, depth + 1), randomBox(random, depth + 1));
        }
        var body = new byte[random.nextInt(120)];
        random.nextBytes(body);
        return Boxes.box(type, body);
    }

    /** Whatever is in it: no exception, and no more bytes than the budget. */
    private static Inspection inspect(byte[] content) {
        var bytes = CountedBytes.of(content);
        var inspection = new ContainerReader().inspect(bytes);
        assertThat(bytes.bytesRead()).as("seed %d", SEED).isLessThanOrEqualTo(BUDGET);
        return inspection;
    }
}
