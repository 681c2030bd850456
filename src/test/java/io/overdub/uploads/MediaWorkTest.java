package io.overdub.uploads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.overdub.uploads.storage.Storage;
import io.overdub.uploads.work.Footage;
import io.overdub.uploads.work.WatchedWorkshop;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.WithMoreEngines;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of real files, from the phone to whoever plays them, where ffmpeg works on them. */
@QuarkusTest
@TestProfile(WithMoreEngines.class)
class MediaWorkTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    World world;

    @Inject
    WorkCrew crew;

    @Inject
    WatchedWorkshop workshop;

    @Inject
    Storage storage;

    private Path folder;
    private Footage footage;
    private Person author;

    @BeforeEach
    void open(@TempDir Path fresh) {
        folder = fresh;
        footage = Footage.in(folder);
        author = world.person("author");
    }

    static List<Function<Footage, Path>> films() {
        return List.of(Footage::hevc, Footage::rotated, Footage::indexLast, Footage::fragmented, Footage::withPlace);
    }

    @ParameterizedTest
    @MethodSource("films")
    void a_film_is_its_authors_alone_until_everybody_can_play_it(Function<Footage, Path> making) throws Exception {
        var follower = world.person("follower");
        follower.follows(author);
        var upload = author.uploads(DemoMedia.VIDEO, Files.readAllBytes(making.apply(footage)));
        var dub = author.tries(world.quote("Filmed"), upload, "", "public")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        settle();

        assertThat(follower.home()).containsExactly(dub);
        author.gets("/v1/uploads/" + upload).then().body("work.state", equalTo("done"));
        var shown = follower.gets("/v1/dubs/" + dub).then().body("state", equalTo("published"));
        var film = Files.write(
                folder.resolve("got.mp4"), follower.downloads(shown.extract().path("video_url")));
        assertThat(Footage.entries(film, "stream=codec_name")).contains("codec_name=h264", "codec_name=aac");
        assertThat(Footage.everythingOf(film)).doesNotContain("52.52", "TAG:location", "TAG:rotate", "Ada's phone");
        assertThat(follower.downloads(shown.extract().path("poster_url"))).startsWith(0xFF, 0xD8, 0xFF);
    }

    @Test
    void while_a_crew_is_at_work_nobody_else_knows_of_the_dub() throws Exception {
        var follower = world.person("follower");
        follower.follows(author);
        var quote = world.quote("Waiting");
        settle();
        workshop.shut();
        var dub = "";
        try {
            var upload = author.uploads(DemoMedia.VIDEO, Files.readAllBytes(footage.plain()));
            dub = author.tries(quote, upload, "", "public")
                    .then()
                    .statusCode(201)
                    .body("state", equalTo("processing"))
                    .extract()
                    .path("id");
            world.settle();

            author.gets("/v1/dubs/" + dub).then().statusCode(200);
            author.gets("/v1/uploads/" + upload).then().body("work.state", equalTo("waiting"));
            assertThat(author.pages("/v1/me/dubs", "items.id")).containsExactly(dub);
            follower.gets("/v1/dubs/" + dub).then().statusCode(404);
            assertThat(follower.home()).isEmpty();
            assertThat(follower.pages("/v1/accounts/" + author.id() + "/dubs", "items.id"))
                    .isEmpty();
            assertThat(follower.pages("/v1/quotes/" + quote + "/dubs", "items.id"))
                    .isEmpty();
        } finally {
            workshop.reopen();
        }
        settle();
        assertThat(follower.home()).containsExactly(dub);
    }

    @Test
    void a_worker_that_dies_in_the_middle_leaves_one_result() throws Exception {
        var quote = world.quote("Died");
        settle();
        var before = objects();
        workshop.killNext();
        var upload = author.uploads(DemoMedia.VIDEO, Files.readAllBytes(footage.plain()));
        var dub = author.tries(quote, upload, "", "public").<String>path("id");
        settle();
        author.gets("/v1/uploads/" + upload).then().body("work.state", equalTo("waiting"));
        assertThat(objects()).as("the original and one film").hasSize(before.size() + 2);

        world.clock().advance(WorkCrew.LEASE.plusSeconds(1));
        settle();

        author.gets("/v1/uploads/" + upload).then().body("work.state", equalTo("done"));
        author.gets("/v1/dubs/" + dub).then().body("state", equalTo("published"));
        assertThat(objects()).as("the original, film, silent film and poster").hasSize(before.size() + 4);
    }

    @ParameterizedTest
    @CsvSource({"sound.m4a,audio/mp4,-c:a aac", "sound.mp3,audio/mpeg,-c:a libmp3lame"})
    void a_sound_comes_out_in_the_common_loudness_with_its_waveform(String name, String type, String how)
            throws Exception {
        var editor = world.staff("editor");
        var made = footage.sound(
                name, "aevalsrc=0.05*sin(2*PI*(300+%d)*t):d=3".formatted(System.nanoTime() % 200), how.split(" "));
        var bytes = Files.readAllBytes(made);
        var opened = editor.opens("quote_sound", type, bytes).then().statusCode(201);
        assertThat(editor.puts(opened.extract().response(), bytes)).isEqualTo(200);
        var upload = opened.extract().<String>path("id");
        editor.request().post("/v1/uploads/" + upload + "/complete").then().statusCode(200);
        var quote = editor.request()
                .body(Map.of("upload_id", upload, "title", "Quiet " + name, "language", "en", "attribution", "Tests"))
                .post("/v1/quotes")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        settle();

        var shown = author.gets("/v1/quotes/" + quote).then().statusCode(200).body("waveform", hasSize(200));
        var sound = Files.write(
                folder.resolve("got.m4a"), author.downloads(shown.extract().path("sound_url")));
        assertThat(Footage.loudness(sound)).isCloseTo(-14, within(1.0));
        assertThat(Footage.entries(sound, "stream=codec_name")).containsExactly("codec_name=aac");
    }

    @Test
    void thirty_megabytes_arrive_in_parts_and_leave_as_one_film() throws Exception {
        var large = footage.film(
                "large.mp4",
                "nullsrc=s=1280x720:r=25:d=6,geq=random(1)*255:128:128",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-b:v",
                "42M");
        var bytes = Files.readAllBytes(large);
        assertThat(bytes.length).isBetween(24 << 20, 60 << 20);
        var opened = author.opens("dub_video", "video/mp4", bytes).then().statusCode(201);
        sendParts(opened.extract().response(), bytes);
        var upload = opened.extract().<String>path("id");
        author.request()
                .post("/v1/uploads/" + upload + "/complete")
                .then()
                .statusCode(200)
                .body("state", equalTo("ready"));
        var dub = author.tries(world.quote("Large"), upload, "", "public").<String>path("id");

        settle();

        var shown = author.gets("/v1/dubs/" + dub).then().body("state", equalTo("published"));
        var film = Files.write(
                folder.resolve("got.mp4"), author.downloads(shown.extract().path("video_url")));
        assertThat(Files.size(film)).isLessThan(bytes.length / 2);
        assertThat(Footage.entries(film, "stream=codec_name,width,height"))
                .contains("codec_name=h264", "width=1080", "height=608");
    }

    @Test
    void what_cannot_be_decoded_is_failed_and_the_dub_stays_unseen() throws Exception {
        var follower = world.person("follower");
        follower.follows(author);
        var bytes = Files.readAllBytes(footage.plain());
        // The headers stay as they are; the pictures become noise.
        var pictures = indexOf(bytes, "mdat") + 4;
        Arrays.fill(bytes, pictures, bytes.length, (byte) 0x5A);
        var quote = world.quote("Noise");
        settle();
        workshop.shut();
        var upload = author.uploads(DemoMedia.VIDEO, bytes);
        var dub = author.tries(quote, upload, "", "public").<String>path("id");
        workshop.reopen();

        settle();

        author.gets("/v1/uploads/" + upload)
                .then()
                .body("work.state", equalTo("failed"))
                .body("work.failure.code", notNullValue());
        author.gets("/v1/dubs/" + dub).then().statusCode(200).body("state", equalTo("failed"));
        follower.gets("/v1/dubs/" + dub).then().statusCode(404);
        assertThat(follower.home()).isEmpty();
        author.gets("/v1/dubs/" + dub).then().body("poster_url", nullValue());
    }

    private void settle() throws InterruptedException {
        world.settle();
        crew.settle(PATIENCE);
        world.settle();
    }

    private List<String> objects() {
        return storage.keys("media/", "media/");
    }

    private void sendParts(Response opened, byte[] bytes) throws IOException, InterruptedException {
        var length = opened.jsonPath().getInt("multipart.part_size");
        var start = 0;
        for (var url : opened.jsonPath().getList("multipart.parts.url", String.class)) {
            var body = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + length));
            start += length;
            var request = HttpRequest.newBuilder(URI.create(url))
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static int indexOf(byte[] bytes, String box) {
        return new String(bytes, ISO_8859_1).indexOf(box);
    }
}
