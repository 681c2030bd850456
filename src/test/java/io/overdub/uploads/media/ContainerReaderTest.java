package io.overdub.uploads.media;

import static io.overdub.uploads.media.Boxes.box;
import static io.overdub.uploads.media.Boxes.endlessBox;
import static io.overdub.uploads.media.Boxes.ftyp;
import static io.overdub.uploads.media.Boxes.join;
import static io.overdub.uploads.media.Boxes.number;
import static io.overdub.uploads.media.Boxes.renamed;
import static io.overdub.uploads.media.Boxes.text;
import static io.overdub.uploads.media.Boxes.zeros;
import static io.overdub.uploads.media.Inspection.Reason.MALFORMED_MEDIA;
import static io.overdub.uploads.media.Inspection.Reason.NO_PLAYABLE_TRACK;
import static io.overdub.uploads.media.Inspection.Reason.TRUNCATED_MEDIA;
import static io.overdub.uploads.media.Inspection.Reason.UNKNOWN_DURATION;
import static io.overdub.uploads.media.Inspection.Reason.UNSUPPORTED_MEDIA;
import static io.overdub.uploads.media.MovieSketch.aMovie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.uploads.media.Inspection.Media;
import io.overdub.uploads.media.Inspection.Reason;
import io.overdub.uploads.media.Inspection.Rejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContainerReaderTest {

    private static final Media PORTRAIT = new Media("video/mp4", 3000, 320, 568, true, true);
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void a_movie_with_moov_first_costs_one_read() {
        var bytes = CountedBytes.of(aMovie().bytes());

        assertThat(inspect(bytes)).isEqualTo(PORTRAIT);
        assertThat(bytes.reads()).isEqualTo(1);
    }

    @Test
    void a_movie_with_a_large_moov_first_costs_two_reads() {
        var bytes = CountedBytes.of(aMovie().padded(300_000).bytes());

        assertThat(inspect(bytes)).isEqualTo(PORTRAIT);
        assertThat(bytes.reads()).isEqualTo(2);
    }

    @Test
    void a_movie_with_a_large_moov_far_behind_costs_three_reads() {
        var gap = box("free", zeros(500_000));
        var moov = aMovie().padded(300_000).moov(0);
        var bytes = CountedBytes.of(join(ftyp("isom"), gap, moov));

        assertThat(inspect(bytes)).isEqualTo(PORTRAIT);
        assertThat(bytes.reads()).isEqualTo(3);
    }

    @Test
    void box_layouts_do_not_change_the_facts() {
        assertThat(inspect(aMovie().moovLast().bytes())).isEqualTo(PORTRAIT);
        assertThat(inspect(aMovie().wide().bytes())).isEqualTo(PORTRAIT);
        assertThat(inspect(aMovie().largeData().bytes())).isEqualTo(PORTRAIT);
        assertThat(inspect(aMovie().endlessData().bytes())).isEqualTo(PORTRAIT);
        assertThat(inspect(aMovie().withSubtitles().bytes())).isEqualTo(PORTRAIT);
    }

    @Test
    void fragments_add_up_to_the_duration() {
        assertThat(inspect(aMovie().fragments(3).bytes())).isEqualTo(PORTRAIT);
        assertThat(inspect(aMovie().fragments(3).wide().bytes())).isEqualTo(PORTRAIT);
        assertThat(inspect(aMovie().fragments(3).extendedTo(1800).bytes())).isEqualTo(PORTRAIT);
    }

    @Test
    void an_index_spares_reading_the_fragments() {
        var movie = aMovie().fragments(200).indexed().bytes();
        var bytes = CountedBytes.of(movie);

        var media = inspect(bytes);

        assertThat(media).isEqualTo(new Media("video/mp4", 200_000, 320, 568, true, true));
        assertThat(bytes.reads()).isEqualTo(1);
        assertThat(inspect(aMovie().fragments(200).indexed().wide().bytes())).isEqualTo(media);
    }

    @Test
    void a_cut_behind_an_index_is_noticed() {
        var movie = aMovie().fragments(3).indexed().bytes();

        assertThat(reasonFor(without(aMovie().fragment().length, movie))).isEqualTo(TRUNCATED_MEDIA);
    }

    @Test
    void fragments_missing_from_the_declared_duration_mean_a_cut() {
        var movie = aMovie().fragments(3).extendedTo(3000).bytes();

        assertThat(reasonFor(movie)).isEqualTo(TRUNCATED_MEDIA);
    }

    @Test
    void a_fragment_without_its_data_means_a_cut() {
        var movie = aMovie().fragments(3).bytes();

        assertThat(reasonFor(without(8 + 280, movie))).isEqualTo(TRUNCATED_MEDIA);
    }

    @Test
    void more_fragments_than_boxes_allowed_leave_the_duration_unknown() {
        assertThat(inspect(aMovie().fragments(31).bytes())).isInstanceOf(Media.class);
        assertThat(reasonFor(aMovie().fragments(32).bytes())).isEqualTo(UNKNOWN_DURATION);
    }

    @Test
    void a_movie_of_fragments_that_has_none_has_no_duration() {
        var movie = aMovie().fragments(1).bytes();

        assertThat(reasonFor(without(aMovie().fragment().length, movie))).isEqualTo(UNKNOWN_DURATION);
    }

    @Test
    void fragments_before_moov_are_malformed() {
        assertThat(reasonFor(join(ftyp("isom"), aMovie().fragment()))).isEqualTo(MALFORMED_MEDIA);
    }

    @Test
    void samples_tell_the_duration_when_the_header_does_not() {
        assertThat(inspect(aMovie().declaring(600, 0).bytes())).isEqualTo(PORTRAIT);
        assertThat(inspect(aMovie().declaring(600, 0xFFFFFFFFL).bytes())).isEqualTo(PORTRAIT);
        assertThat(inspect(aMovie().declaring(600, -1).wide().bytes())).isEqualTo(PORTRAIT);
    }

    @Test
    void the_header_outvotes_the_samples_as_an_edit_may_trim_them() {
        assertThat(inspect(aMovie().declaring(600, 1200).bytes()))
                .isEqualTo(new Media("video/mp4", 2000, 320, 568, true, true));
        assertThat(inspect(aMovie().declaring(600, 1200).wide().bytes()))
                .isEqualTo(new Media("video/mp4", 2000, 320, 568, true, true));
    }

    @Test
    void a_track_without_samples_is_not_playable() {
        var emptyTracks = renamed("mvex", "skip", aMovie().fragments(1).moov(0));

        assertThat(reasonFor(join(ftyp("isom"), emptyTracks))).isEqualTo(NO_PLAYABLE_TRACK);
    }

    @Test
    void an_impossible_clock_is_malformed() {
        assertThat(reasonFor(aMovie().declaring(0, 1800).bytes())).isEqualTo(MALFORMED_MEDIA);
        assertThat(reasonFor(aMovie().declaring(1, 0xFFFFFFFEL).bytes())).isEqualTo(MALFORMED_MEDIA);
        assertThat(reasonFor(aMovie().declaring(1, Long.MAX_VALUE).wide().bytes()))
                .isEqualTo(MALFORMED_MEDIA);
    }

    @Test
    void a_phone_held_upright_swaps_width_and_height() {
        assertThat(sizeOf(aMovie().shown(640, 360).rotated(90))).isEqualTo("360x640");
        assertThat(sizeOf(aMovie().shown(640, 360).rotated(270))).isEqualTo("360x640");
        assertThat(sizeOf(aMovie().shown(640, 360).rotated(180))).isEqualTo("640x360");
        assertThat(sizeOf(aMovie().shown(640, 360).rotated(90).wide())).isEqualTo("360x640");
    }

    @Test
    void the_coded_size_serves_when_none_is_shown() {
        assertThat(sizeOf(aMovie().shown(0, 0))).isEqualTo("320x568");
        assertThat(sizeOf(aMovie().shown(640, 360).coded(0, 0))).isEqualTo("640x360");
        assertThat(reasonFor(aMovie().shown(0, 0).coded(0, 0).bytes())).isEqualTo(MALFORMED_MEDIA);
    }

    @Test
    void sound_alone_is_audio() {
        var movie = aMovie().branded("M4A ").withoutVideo().bytes();

        assertThat(inspect(movie)).isEqualTo(new Media("audio/mp4", 3000, 0, 0, false, true));
    }

    @Test
    void a_silent_movie_is_video() {
        assertThat(inspect(aMovie().withoutAudio().bytes()))
                .isEqualTo(new Media("video/mp4", 3000, 320, 568, true, false));
    }

    @Test
    void the_quicktime_brand_makes_it_quicktime() {
        assertThat(inspect(aMovie().branded("qt  ").bytes()))
                .isEqualTo(new Media("video/quicktime", 3000, 320, 568, true, true));
    }

    @Test
    void a_known_compatible_brand_is_enough() {
        var moov = aMovie().moov(0);

        assertThat(inspect(join(ftyp("XAVC", "XAVC", "mp42"), moov, zeros(8000))))
                .isInstanceOf(Media.class);
        assertThat(reasonFor(join(ftyp("heic", "mif1", "heic"), moov))).isEqualTo(UNSUPPORTED_MEDIA);
    }

    @Test
    void a_text_file_renamed_mp4_is_unsupported() {
        assertThat(reasonFor(text("This is not a movie, whatever its name says.")))
                .isEqualTo(UNSUPPORTED_MEDIA);
        assertThat(reasonFor(text("Hi"))).isEqualTo(UNSUPPORTED_MEDIA);
        assertThat(reasonFor(zeros(0))).isEqualTo(UNSUPPORTED_MEDIA);
    }

    @Test
    void a_movie_that_neither_shows_nor_sounds_is_not_playable() {
        var movie = aMovie().withoutAudio().withoutVideo().withSubtitles().bytes();

        assertThat(reasonFor(movie)).isEqualTo(NO_PLAYABLE_TRACK);
    }

    @Test
    void data_that_promises_more_than_there_is_was_cut() {
        assertThat(reasonFor(without(1, aMovie().bytes()))).isEqualTo(TRUNCATED_MEDIA);
        assertThat(reasonFor(without(1, aMovie().largeData().bytes()))).isEqualTo(TRUNCATED_MEDIA);
        assertThat(reasonFor(without(1, aMovie().moovLast().bytes()))).isEqualTo(TRUNCATED_MEDIA);
        assertThat(reasonFor(without(1, aMovie().endlessData().bytes()))).isEqualTo(TRUNCATED_MEDIA);
    }

    @Test
    void a_movie_without_moov_is_malformed() {
        assertThat(reasonFor(join(ftyp("isom"), box("mdat", zeros(4000))))).isEqualTo(MALFORMED_MEDIA);
    }

    @Test
    void a_second_moov_is_malformed() {
        var moov = aMovie().moov(0);

        assertThat(reasonFor(join(aMovie().bytes(), moov))).isEqualTo(MALFORMED_MEDIA);
    }

    @Test
    void a_child_larger_than_its_parent_is_malformed() {
        var child = join(number(4, 5000), text("mvhd"), zeros(100));

        assertThat(reasonFor(join(ftyp("isom"), box("moov", child), zeros(5000))))
                .isEqualTo(MALFORMED_MEDIA);
    }

    @Test
    void sizes_smaller_than_their_header_are_malformed() {
        var small = join(number(4, 7), text("free"));
        var negative = join(number(4, 1), text("free"), number(8, -1));
        var smallLarge = join(number(4, 1), text("free"), number(8, 15));

        assertThat(Stream.of(small, negative, smallLarge).map(box -> reasonFor(join(ftyp("isom"), box, zeros(64)))))
                .containsOnly(MALFORMED_MEDIA);
        assertThat(Stream.of(small, negative, smallLarge)
                        .map(box -> reasonFor(join(ftyp("isom"), box("moov", box, zeros(64))))))
                .containsOnly(MALFORMED_MEDIA);
    }

    @Test
    void sixty_four_boxes_are_the_limit() {
        var movie = aMovie().bytes();
        var free = box("free");

        var allowed = join(movie, repeat(61, free));
        var tooMany = join(movie, repeat(62, free));

        assertThat(inspect(allowed)).isEqualTo(PORTRAIT);
        assertThat(reasonFor(tooMany)).isEqualTo(MALFORMED_MEDIA);
    }

    @Test
    void a_moov_above_eight_mebibytes_is_not_even_read() {
        var moov = endlessBox("moov");
        var bytes = new CountedBytes(join(ftyp("isom"), moov), 9 * MEBIBYTE);

        assertThat(inspect(bytes)).isEqualTo(new Rejected(MALFORMED_MEDIA));
        assertThat(bytes.bytesRead()).isLessThan(100_000);
    }

    @Test
    void a_moov_full_of_tiny_boxes_exhausts_the_allowance() {
        var moov = aMovie().moov(0);
        var children = Arrays.copyOfRange(moov, 8, moov.length);

        assertThat(inspect(join(ftyp("isom"), box("moov", children, repeat(100, box("free"))), zeros(8000))))
                .isEqualTo(PORTRAIT);
        assertThat(reasonFor(join(ftyp("isom"), box("moov", children, repeat(100_000, box("free"))), zeros(8000))))
                .isEqualTo(MALFORMED_MEDIA);
    }

    @Test
    void huge_boxes_scattered_over_a_terabyte_stay_within_the_budget() {
        var reads = new long[1];
        var terabyte = 1L << 40;
        var bytes = new RangedBytes() {
            @Override
            public long size() {
                return terabyte;
            }

            @Override
            public byte[] read(long offset, int length) {
                reads[0] += length;
                var head = offset == 0 ? ftyp("isom") : zeros(0);
                var mebibyteBox = join(number(4, 4 * MEBIBYTE), text("sidx"), zeros(4), number(4, 1), number(4, 1));
                return Arrays.copyOf(join(head, mebibyteBox), length);
            }
        };

        assertThat(new ContainerReader().inspect(bytes)).isEqualTo(new Rejected(MALFORMED_MEDIA));
        assertThat(reads[0]).isLessThanOrEqualTo(9 * MEBIBYTE);
    }

    @Test
    void an_object_shorter_than_it_says_was_cut() {
        var movie = aMovie().moovLast().bytes();
        var bytes = new RangedBytes() {
            @Override
            public long size() {
                return movie.length;
            }

            @Override
            public byte[] read(long offset, int length) {
                return Arrays.copyOf(movie, 100);
            }
        };

        assertThat(new ContainerReader().inspect(bytes)).isEqualTo(new Rejected(TRUNCATED_MEDIA));
    }

    @Test
    void a_failing_store_is_not_a_verdict() {
        var bytes = new RangedBytes() {
            @Override
            public long size() {
                return 1000;
            }

            @Override
            public byte[] read(long offset, int length) {
                throw new UncheckedIOException(new IOException("connection reset"));
            }
        };

        assertThatThrownBy(() -> new ContainerReader().inspect(bytes)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void reasons_go_over_the_wire_in_snake_case() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::wireCode))
                .containsExactly(
                        "unsupported_media",
                        "truncated_media",
                        "malformed_media",
                        "no_playable_track",
                        "unknown_duration");
    }

    private static Inspection inspect(byte[] content) {
        return inspect(CountedBytes.of(content));
    }

    private static Inspection inspect(RangedBytes bytes) {
        return new ContainerReader().inspect(bytes);
    }

    private static Reason reasonFor(byte[] content) {
        var inspection = inspect(content);
        assertThat(inspection).isInstanceOf(Rejected.class);
        return ((Rejected) inspection).reason();
    }

    private static String sizeOf(MovieSketch sketch) {
        var media = (Media) inspect(sketch.bytes());
        return media.width() + "x" + media.height();
    }

    private static byte[] without(int bytes, byte[] content) {
        return Arrays.copyOf(content, content.length - bytes);
    }

    private static byte[] repeat(int times, byte[] bytes) {
        return join(Stream.generate(() -> bytes).limit(times).toArray(byte[][]::new));
    }
}
