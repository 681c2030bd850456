package io.overdub.uploads.work;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.overdub.uploads.work.Piece.Form;
import io.overdub.uploads.work.Verdict.MadeSound;
import io.overdub.uploads.work.Verdict.Unworkable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With the ffmpeg of this machine. */
class FfmpegWorkshopIT {

    private static final Bounds BOUNDS = new Bounds(Duration.ofMinutes(2), 1 << 30, 2);

    private Path folder;
    private Footage footage;
    private WorkFolders folders;
    private Workshop workshop;

    @BeforeEach
    void open(@TempDir Path fresh) {
        folder = fresh;
        footage = Footage.in(folder);
        folders = WorkFolders.open();
        workshop = workshop(BOUNDS);
    }

    @AfterEach
    void close() throws IOException {
        try (var left = Files.list(folders.home())) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .as("nothing is left of any order")
                    .allMatch(name -> name.equals("held") || name.equals("answer"));
        } finally {
            folders.close();
        }
    }

    static List<Function<Footage, Path>> films() {
        return List.of(
                Footage::plain,
                Footage::hevc,
                Footage::rotated,
                Footage::indexLast,
                Footage::fragmented,
                Footage::quicktime,
                Footage::withPlace);
    }

    @ParameterizedTest
    @MethodSource("films")
    void a_film_becomes_one_that_every_phone_plays(Function<Footage, Path> making) throws IOException {
        var original = making.apply(footage);
        var order = Delivered.film(original, folder);

        var verdict = workshop.work(order);

        assertThat(verdict).isEqualTo(new Verdict.Made());
        var film = order.file(Form.FILM);
        assertThat(Footage.entries(film, "stream=codec_name,pix_fmt"))
                .contains("codec_name=h264", "pix_fmt=yuv420p", "codec_name=aac");
        assertThat(order.piece(Form.FILM).durationMs()).isCloseTo(Footage.decodedMs(original), within(20L));
        assertThat(Footage.decodedMs(film)).isCloseTo(Footage.decodedMs(original), within(20L));
        assertStartsAtOnce(film);
        assertBare(film);
        var silent = order.file(Form.SILENT_FILM);
        assertThat(Footage.entries(silent, "stream=codec_type")).containsExactly("codec_type=video");
        assertStartsAtOnce(silent);
        assertBare(silent);
        var poster = order.piece(Form.POSTER);
        assertThat(Footage.entries(poster.file(), "stream=codec_name,width,height"))
                .containsExactly("codec_name=mjpeg", "width=" + poster.width(), "height=" + poster.height());
        assertBare(poster.file());
    }

    @Test
    void what_was_filmed_upright_is_upright() {
        var order = Delivered.film(footage.rotated(), folder);

        workshop.work(order);

        assertSize(order, 240, 320);
        assertThat(Footage.everythingOf(order.file(Form.FILM))).doesNotContain("rotation", "displaymatrix");
    }

    @ParameterizedTest
    @CsvSource({"1920, 1080, 1080, 608", "1080, 1920, 608, 1080", "321, 241, 320, 240", "16, 16, 16, 16"})
    void the_longer_side_is_at_most_1080_and_both_are_even(int width, int height, int shownWidth, int shownHeight) {
        var order = Delivered.film(
                footage.film("sized.mp4", width, height, "-c:v", "libx264", "-pix_fmt", "yuv444p"), folder);

        workshop.work(order);

        assertSize(order, shownWidth, shownHeight);
    }

    @Test
    void oblong_pixels_become_square_ones() {
        var order = Delivered.film(footage.film("oblong.mp4", 320, 240, "-vf", "setsar=2/1"), folder);

        workshop.work(order);

        assertSize(order, 640, 240);
        assertThat(Footage.entries(order.file(Form.FILM), "stream=sample_aspect_ratio"))
                .contains("sample_aspect_ratio=1:1");
    }

    @Test
    void a_film_without_sound_is_a_film() {
        var order = Delivered.film(footage.silentFilm(), folder);

        assertThat(workshop.work(order)).isEqualTo(new Verdict.Made());

        assertThat(order.piece(Form.FILM).durationMs()).isEqualTo(2_000);
    }

    @Test
    void slow_motion_comes_down_to_sixty_frames() {
        var order = Delivered.film(footage.film("slow.mp4", "testsrc2=s=320x240:r=240:d=2"), folder);

        workshop.work(order);

        assertThat(Footage.entries(order.file(Form.FILM), "stream=avg_frame_rate"))
                .contains("avg_frame_rate=60/1");
    }

    @Test
    void nothing_tells_where_a_film_was_made() throws IOException {
        var original = footage.withPlace();
        assertThat(Footage.everythingOf(original)).contains("+52.52", "made at home", "Ada's phone");
        var order = Delivered.film(original, folder);

        workshop.work(order);

        for (var form : List.of(Form.FILM, Form.SILENT_FILM, Form.POSTER)) {
            assertThat(Files.readString(order.file(form), ISO_8859_1))
                    .doesNotContain(
                            "52.52", "013.40", "made at home", "Ada's phone", "Lavf", "Lavc5", "Lavc6", "x264 - core");
        }
    }

    /** Speech, a whisper, what is too loud already, clicks in near silence, and what is too short to be measured. */
    @ParameterizedTest
    @CsvSource({
        "plain.m4a, 'aevalsrc=0.3*sin(2*PI*300*t)*(0.6+0.4*sin(2*PI*3*t)):d=3'",
        "whisper.m4a, 'anoisesrc=c=pink:d=3:a=0.004:seed=1'",
        "loud.m4a, 'aevalsrc=0.99*sgn(sin(2*PI*200*t)):d=2'",
        "clicks.m4a, 'aevalsrc=0.01*sin(2*PI*200*t)+0.9*lt(mod(t\\,1)\\,0.005)*sin(2*PI*1000*t):d=5'",
        "second.m4a, 'anoisesrc=c=pink:d=1:a=0.1:seed=2'",
        "short.m4a, 'anoisesrc=c=pink:d=0.3:a=0.1:seed=3'",
        "stereo.m4a, 'aevalsrc=0.2*sin(2*PI*300*t)|0.05*sin(2*PI*500*t):d=3'",
        "plain.mp3, 'aevalsrc=0.3*sin(2*PI*300*t)*(0.6+0.4*sin(2*PI*3*t)):d=3'",
    })
    void every_sound_is_equally_loud(String name, String source) throws IOException {
        var original = footage.sound(name, source);
        var order = Delivered.sound(original, folder);

        var verdict = (MadeSound) workshop.work(order);

        var sound = order.file(Form.SOUND);
        assertThat(Footage.loudness(sound)).isCloseTo(-14, within(1.0));
        assertThat(verdict.loudness()).isCloseTo(Footage.loudness(sound), within(0.3));
        assertThat(Footage.entries(sound, "stream=codec_name,sample_rate,channels"))
                .containsExactly("codec_name=aac", "sample_rate=48000", "channels=2");
        assertThat(order.piece(Form.SOUND).durationMs()).isCloseTo(Footage.decodedMs(original), within(20L));
        assertThat(verdict.peaks()).hasSize(200).allMatch(peak -> peak >= 0 && peak <= 255);
        assertThat(Collections.max(verdict.peaks())).isGreaterThan(60);
        assertStartsAtOnce(sound);
        assertBare(sound);
    }

    @Test
    void a_waveform_shows_where_it_is_loud() {
        var order =
                Delivered.sound(footage.sound("steps.m4a", "aevalsrc=sin(2*PI*400*t)*(0.1+0.4*gt(t\\,1)):d=2"), folder);

        var peaks = ((MadeSound) workshop.work(order)).peaks();

        assertThat(peaks.subList(5, 95)).allMatch(peak -> peak > 5 && peak < 30);
        assertThat(peaks.subList(105, 195)).allMatch(peak -> peak > 50);
    }

    @Test
    void silence_is_no_sound() {
        var order = Delivered.sound(footage.sound("silence.m4a", "anullsrc=d=2"), folder);

        assertRefused(order, "silent_sound");
    }

    @Test
    void a_sound_is_as_long_as_it_is_and_not_as_its_headers_say() {
        var original = footage.sound("long.m4a", "sine=f=440:d=31");

        assertRefused(Delivered.sound(original, folder).atMost(30_000), "too_long");
        assertThat(workshop.work(Delivered.sound(original, folder).atMost(31_000)))
                .isInstanceOf(MadeSound.class);
    }

    @Test
    void a_film_is_as_long_as_it_is_and_not_as_its_headers_say() {
        assertRefused(Delivered.film(footage.plain(), folder).atMost(1_500), "too_long");
    }

    @Test
    void a_sound_of_no_length_is_none() {
        assertRefused(
                Delivered.sound(footage.sound("empty.m4a", "sine=f=440:d=1", "-t", "0"), folder), "undecodable_media");
        assertRefused(Delivered.sound(footage.write("empty.mp3", new byte[0]), folder), "undecodable_media");
    }

    @Test
    void a_film_in_name_only_is_none() {
        for (var text : List.of(
                "I am no film.",
                "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile /etc/passwd\n")) {
            assertRefused(
                    Delivered.film(footage.write("text.mp4", text.getBytes(ISO_8859_1)), folder), "undecodable_media");
        }
        assertRefused(Delivered.film(footage.noise("noise.mp4", 50_000), folder), "undecodable_media");
        assertRefused(
                Delivered.film(footage.sound("sound.mov", "sine=f=440:d=1", "-c:a", "aac"), folder),
                "undecodable_media");
        assertRefused(Delivered.sound(footage.silentFilm(), folder), "undecodable_media");
    }

    /** Its headers are whole, so that a reader of headers takes it for a film. */
    @Test
    void a_film_whose_pictures_are_noise_cannot_be_decoded() throws IOException {
        var bytes = Files.readAllBytes(footage.indexLast());
        var noise = Files.readAllBytes(footage.noise("noise", bytes.length));
        int data = new String(bytes, ISO_8859_1).indexOf("mdat") + 4;
        int index = new String(bytes, ISO_8859_1).indexOf("moov") - 4;
        System.arraycopy(noise, 0, bytes, data, index - data);

        assertRefused(Delivered.film(footage.write("damaged.mp4", bytes), folder), "undecodable_media");
    }

    @Test
    void a_film_of_huge_pictures_is_refused_before_one_is_decoded() throws IOException {
        var huge = footage.film("huge.mp4", "color=s=8192x8192:r=1:d=1", "-c:v", "libx264", "-preset", "ultrafast");
        assertThat(Files.size(huge)).isLessThan(400_000);

        assertRefused(Delivered.film(huge, folder), "media_too_demanding");
    }

    /** The headers of the container say 320 x 240; the pictures themselves say otherwise. */
    @Test
    void a_film_that_grows_in_the_middle_stays_within_its_memory() throws IOException {
        var huge = footage.film("huge.mp4", "color=s=8192x8192:r=1:d=1", "-c:v", "libx264", "-preset", "ultrafast");
        var bytes = Files.readAllBytes(huge);
        int entry = new String(bytes, ISO_8859_1).indexOf("avc1", new String(bytes, ISO_8859_1).indexOf("stsd"));
        bytes[entry + 28] = 1;
        bytes[entry + 29] = 64;
        bytes[entry + 30] = 0;
        bytes[entry + 31] = (byte) 240;

        var verdict = workshop.work(Delivered.film(footage.write("liar.mp4", bytes), folder));

        assertThat(verdict).isInstanceOf(Unworkable.class);
    }

    @Test
    void what_takes_too_long_is_stopped() {
        var hurried = workshop(new Bounds(Duration.ofMillis(50), 1 << 30, 2));

        var verdict = hurried.work(Delivered.film(footage.film("full.mp4", 1920, 1080), folder));

        assertThat(verdict).isEqualTo(Unworkable.tooDemanding());
    }

    @Test
    void what_takes_too_much_memory_is_stopped() {
        var poor = new Bounds(Duration.ofMinutes(2), 300 << 20, 2);

        var verdict =
                workshop(poor).work(Delivered.film(footage.film("full.mp4", 3840, 2160, "-preset", "medium"), folder));

        assertThat(verdict).isEqualTo(Unworkable.tooDemanding());
    }

    @Test
    void what_writes_too_much_is_stopped() throws IOException {
        var endless = Files.writeString(folder.resolve("endless"), "exec cat /dev/zero > film.mp4")
                .toString();
        var command = new ArrayList<>(BOUNDS.prlimit());
        command.addAll(List.of("sh", endless));
        var workshop = new FfmpegWorkshop(new Tools(new Program(command), program("ffprobe"), BOUNDS), folders);

        assertThat(workshop.work(Delivered.film(footage.plain(), folder))).isEqualTo(Unworkable.tooDemanding());
    }

    @Test
    void without_the_program_it_is_not_the_time() {
        var missing =
                new FfmpegWorkshop(new Tools(program("/nowhere/ffmpeg"), program("/nowhere/ffprobe"), BOUNDS), folders);

        assertThatThrownBy(() -> missing.work(Delivered.film(footage.plain(), folder)))
                .isInstanceOf(NotNow.class);
        assertThat(Tools.find("/nowhere/ffmpeg", "ffprobe", BOUNDS, folders.home()))
                .isEmpty();
    }

    @Test
    void a_program_that_breaks_down_says_nothing_about_the_film() throws IOException {
        var broken = new FfmpegWorkshop(new Tools(script("kill -SEGV $$"), program("ffprobe"), BOUNDS), folders);

        assertThatThrownBy(() -> broken.work(Delivered.film(footage.plain(), folder)))
                .isInstanceOf(Crashed.class);
    }

    @Test
    void a_full_disk_says_nothing_about_the_film() throws IOException {
        var full = new FfmpegWorkshop(
                new Tools(script("echo 'film.mp4: No space left on device' >&2; exit 1"), program("ffprobe"), BOUNDS),
                folders);

        assertThatThrownBy(() -> full.work(Delivered.film(footage.plain(), folder)))
                .isInstanceOf(NotNow.class);
    }

    @Test
    void a_program_that_talks_without_end_is_not_listened_to() throws IOException {
        var chatty = script("yes blah | head -c 50000000 >&2; exit 1");

        var run = chatty.run(folder, Duration.ofMinutes(1), List.of());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.complaints()).hasSizeLessThanOrEqualTo(20_000);
    }

    @Test
    void children_know_nothing_of_our_environment() throws IOException {
        var curious = script("env >&2");

        var run = curious.run(folder, Duration.ofMinutes(1), List.of());

        assertThat(run.complaints()).contains("PATH=").doesNotContain("HOME=").doesNotContain("JAVA");
    }

    @Test
    void what_is_under_way_ends_when_the_workshop_is_abandoned() throws Exception {
        var started = folder.resolve("started");
        var slow = new FfmpegWorkshop(
                new Tools(script("touch " + started + "; exec sleep 60"), program("ffprobe"), BOUNDS), folders);
        var original = footage.plain();

        var work = CompletableFuture.supplyAsync(() -> slow.work(Delivered.film(original, folder)));
        while (!Files.exists(started)) {
            Thread.onSpinWait();
        }
        slow.abandon();

        assertThatThrownBy(() -> work.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(NotNow.class);
        assertThatThrownBy(() -> slow.work(Delivered.film(original, folder))).isInstanceOf(NotNow.class);
    }

    private Workshop workshop(Bounds bounds) {
        return new FfmpegWorkshop(
                Tools.find("ffmpeg", "ffprobe", bounds, folders.home()).orElseThrow(), folders);
    }

    private static Program program(String name) {
        return new Program(List.of(name));
    }

    private Program script(String text) throws IOException {
        return new Program(
                List.of("sh", Files.writeString(folder.resolve("script"), text).toString()));
    }

    private void assertRefused(Delivered order, String code) {
        assertThat(workshop.work(order))
                .isInstanceOf(Unworkable.class)
                .extracting("code")
                .isEqualTo(code);
        assertThat(order.isEmpty()).isTrue();
    }

    private static void assertSize(Delivered order, int width, int height) {
        for (var form : List.of(Form.FILM, Form.SILENT_FILM, Form.POSTER)) {
            assertThat(order.piece(form).width()).isEqualTo(width);
            assertThat(order.piece(form).height()).isEqualTo(height);
            assertThat(Footage.entries(order.file(form), "stream=width,height"))
                    .contains("width=" + width, "height=" + height);
        }
    }

    private static void assertStartsAtOnce(Path file) throws IOException {
        var bytes = Files.readString(file, ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    private static void assertBare(Path file) {
        assertThat(Footage.everythingOf(file).lines().filter(line -> line.startsWith("TAG:")))
                .allMatch(tag -> tag.matches(
                        "TAG:(major_brand|minor_version|compatible_brands|language|handler_name|vendor_id|encoder)=.*"))
                .noneMatch(tag -> tag.contains("phone"))
                .noneMatch(tag -> tag.matches(".*encoder=.*[0-9]+\\.[0-9]+.*"));
    }
}
