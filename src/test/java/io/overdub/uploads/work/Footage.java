package io.overdub.uploads.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Films and sounds as phones make them and as phones never do, made on the spot by ffmpeg; and what ffmpeg says of others. */
public final class Footage {

    private static final Pattern LOUDNESS = Pattern.compile("I:\\s+(-?[0-9.]+) LUFS");
    private static final Pattern TIME = Pattern.compile("out_time_us=(\\d+)");

    /** Phones have a chip for it; how well these films are packed is nobody's concern. */
    private static final String IN_A_HURRY = " -preset ultrafast";

    private final Path folder;

    private Footage(Path folder) {
        this.folder = folder;
    }

    /** Where ffmpeg is missing, the app does without, and so do its tests. */
    public static Footage in(Path folder) {
        assumeThat(isThere("ffmpeg") && isThere("ffprobe"))
                .as("ffmpeg and ffprobe are on the path (Debian: apt-get install ffmpeg)")
                .isTrue();
        return new Footage(folder);
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** Two seconds of 320 x 240 with a tone, index first. */
    public Path plain() {
        return film("plain.mp4", 320, 240, "-c:v", "libx264", "-movflags", "+faststart");
    }

    public Path hevc() {
        return film("hevc.mp4", 320, 240, "-c:v", "libx265", "-x265-params", "log-level=error", "-tag:v", "hvc1");
    }

    /** As a phone writes it that was held upright. */
    public Path rotated() {
        return again("rotated.mp4", plain(), "-metadata:s:v", "rotate=90");
    }

    public Path indexLast() {
        return again("index-last.mp4", plain());
    }

    public Path fragmented() {
        return again("fragmented.mp4", plain(), "-movflags", "frag_keyframe+empty_moov");
    }

    public Path quicktime() {
        return again("quicktime.mov", plain());
    }

    /** In Berlin, of all places. */
    public Path withPlace() {
        return again(
                "place.mp4",
                plain(),
                "-metadata",
                "location=+52.5200+013.4050/",
                "-metadata",
                "location-eng=+52.5200+013.4050/",
                "-metadata",
                "comment=made at home",
                "-metadata:s:v",
                "handler_name=Ada's phone");
    }

    public Path film(String name, int width, int height, String... how) {
        return film(name, "testsrc2=s=%dx%d:r=25:d=2".formatted(width, height), how);
    }

    public Path film(String name, String pictures, String... how) {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            run(
                    "ffmpeg",
                    words(
                            "-f lavfi -i",
                            pictures,
                            "-f lavfi -i sine=f=440:d=2 -pix_fmt yuv420p -c:a aac" + IN_A_HURRY,
                            how,
                            file));
        }
        return file;
    }

    public Path silentFilm() {
        var file = folder.resolve("silent.mp4");
        run(
                "ffmpeg",
                words(
                        "-f lavfi -i testsrc2=s=320x240:r=25:d=2 -pix_fmt yuv420p" + IN_A_HURRY,
                        "",
                        "",
                        new String[0],
                        file));
        return file;
    }

    public Path again(String name, Path film, String... how) {
        var file = folder.resolve(name);
        run("ffmpeg", words("-i", film.toString(), "-c copy", how, file));
        return file;
    }

    /** @param source as ffmpeg's lavfi describes it */
    public Path sound(String name, String source, String... how) {
        var file = folder.resolve(name);
        run("ffmpeg", words("-f lavfi -i", source, "", how, file));
        return file;
    }

    public Path noise(String name, int bytes) {
        var noise = new byte[bytes];
        new Random(7).nextBytes(noise);
        return write(name, noise);
    }

    public Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for each entry, such as {@code codec_name=h264}. */
    public static List<String> entries(Path file, String what) {
        return run("ffprobe", List.of("-v", "error", "-show_entries", what, "-of", "default=nw=1", file.toString()))
                .lines()
                .toList();
    }

    /** All that it says, tags too. */
    public static String everythingOf(Path file) {
        return run("ffprobe", List.of("-v", "error", "-show_format", "-show_streams", file.toString()));
    }

    /** How long it is when everything is decoded, in milliseconds. */
    public static long decodedMs(Path file) {
        var time = TIME.matcher(run(
                "ffmpeg",
                List.of("-v", "error", "-i", file.toString(), "-progress", "-", "-nostats", "-f", "null", "-")));
        var last = 0L;
        while (time.find()) {
            last = Long.parseLong(time.group(1));
        }
        return Math.round(last / 1000.0);
    }

    /** In LUFS, three times in a row where one is too short to be measured. */
    public static double loudness(Path file) {
        var looped = decodedMs(file) < 1_000 ? "aloop=loop=9:size=96000," : "";
        var said = LOUDNESS.matcher(run(
                "ffmpeg",
                List.of(
                        "-nostats",
                        "-i",
                        file.toString(),
                        "-af",
                        looped + "ebur128=framelog=verbose",
                        "-f",
                        "null",
                        "-")));
        var last = "";
        while (said.find()) {
            last = said.group(1);
        }
        assertThat(last).as("ffmpeg measured something").isNotEmpty();
        return Double.parseDouble(last);
    }

    private static List<String> words(String before, String pictures, String between, String[] how, Path file) {
        var words = new ArrayList<String>(List.of("-nostdin", "-y", "-v", "error"));
        words.addAll(List.of(before.split(" ")));
        words.add(pictures);
        words.addAll(List.of(between.split(" ")));
        words.addAll(List.of(how));
        words.add(file.toString());
        words.removeIf(String::isEmpty);
        return words;
    }

    private static String run(String program, List<String> words) {
        var command = new ArrayList<>(List.of(program));
        command.addAll(words);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(command + ": " + said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
