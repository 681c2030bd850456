package io.overdub.uploads.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.uploads.media.Inspection.Media;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An empty folder fails: a parameterised test without parameters does. */
class DemoFilesTest {

    static List<Path> dubs() throws IOException, URISyntaxException {
        return filesIn("/demo/dubs", ".mp4");
    }

    static List<Path> quotes() throws IOException, URISyntaxException {
        return filesIn("/demo/quotes", ".m4a");
    }

    @ParameterizedTest
    @MethodSource("dubs")
    void every_demo_dub_is_a_video(Path file) throws IOException {
        var media = inspect(file);

        assertThat(media.contentType()).isEqualTo("video/mp4");
        assertThat(media.durationMillis()).isBetween(1_000L, 60_000L);
        assertThat(media.width()).isPositive().isEven();
        assertThat(media.height()).isPositive().isEven();
        assertThat(media.hasVideo()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("quotes")
    void every_demo_quote_is_a_sound(Path file) throws IOException {
        var media = inspect(file);

        assertThat(media.contentType()).isEqualTo("audio/mp4");
        assertThat(media.durationMillis()).isBetween(1_000L, 30_000L);
        assertThat(media.hasVideo()).isFalse();
        assertThat(media.hasAudio()).isTrue();
    }

    private static Media inspect(Path file) throws IOException {
        var bytes = CountedBytes.of(Files.readAllBytes(file));
        var inspection = new ContainerReader().inspect(bytes);

        assertThat(bytes.reads()).isLessThanOrEqualTo(3);
        assertThat(inspection).isInstanceOf(Media.class);
        return (Media) inspection;
    }

    private static List<Path> filesIn(String folder, String ending) throws IOException, URISyntaxException {
        var url = requireNonNull(DemoFilesTest.class.getResource(folder), folder);
        try (var files = Files.list(Path.of(url.toURI()))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
