package io.overdub.embedded.demo;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.DemoMedia;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One test, since the demo people move in once. */
@QuarkusTest
class NeighbourhoodTest {

    @Inject
    World world;

    @Test
    void people_move_in_once_and_play_each_others_dubs() throws IOException, InterruptedException {
        var seed = SeedFile.load();
        var address = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
        var editor = editor();
        var neighbourhood = new Neighbourhood(new PhoneLine(address), seed, world.clock());

        var strangers = neighbourhood.signIn();
        assertThat(strangers).extracting(Resident::username).containsExactly("ada", "bela", "chidi");
        assertThat(strangers).noneMatch(Resident::hasMovedIn);
        neighbourhood.moveIn(strangers, editor);
        var dubs = dubs(strangers);

        var titles = seed.quotes().stream().map(SeedFile.Quote::title).toList();
        assertThat(world.guest().pages("/v1/quotes?limit=50", "items.title")).containsAll(titles);
        assertThat(dubs).hasSize(9);
        assertThat(strangers.stream().mapToInt(person -> likes(person)).sum()).isEqualTo(10);
        var home = get(strangers.get(1), "/v1/feeds/home");
        assertThat(home.<List<String>>path("items.dub.author.username")).containsOnly("ada", "chidi");
        assertPlayable(home, seed);

        // Killed before the biographies: everything is looked for, and nothing made twice.
        neighbourhood.moveIn(strangers, editor);
        assertThat(dubs(strangers)).isEqualTo(dubs);

        var residents = neighbourhood.signIn();
        assertThat(residents).allMatch(Resident::hasMovedIn);
        // Nobody is an editor here: it takes none.
        neighbourhood.moveIn(residents, strangers.get(0));
        assertThat(dubs(residents)).isEqualTo(dubs);
        assertThat(world.guest().pages("/v1/quotes?limit=50", "items.title").stream()
                        .filter(titles::contains))
                .hasSize(14);
    }

    private Resident editor() {
        var admin = world.admin();
        return new Resident(admin.id(), admin.username(), admin.token(), "", Duration.ofMinutes(15));
    }

    private void assertPlayable(ExtractableResponse<Response> home, SeedFile seed) throws IOException {
        var files = seed.dubs().stream().collect(toMap(SeedFile.Dub::caption, SeedFile.Dub::file));
        var viewer = world.guest();
        List<Map<String, String>> shown = home.path("items.dub");
        assertThat(shown).isNotEmpty();
        for (var dub : shown) {
            var played = viewer.downloads(requireNonNull(dub.get("video_url")));
            var file = requireNonNull(files.get(dub.get("caption")));
            assertThat(DemoMedia.sha256(played)).isEqualTo(DemoMedia.sha256(SeedFile.bytes(file)));
        }
    }

    /** Who likes what is counted by the dubs. */
    private static int likes(Resident author) {
        return get(author, "/v1/me/dubs").<List<Integer>>path("items.likes").stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Captions by the ids of the dubs. */
    private static Map<String, String> dubs(List<Resident> people) {
        var captions = new HashMap<String, String>();
        for (var person : people) {
            List<Map<String, String>> dubs = get(person, "/v1/me/dubs").path("items");
            dubs.forEach(dub -> captions.put(dub.get("id"), dub.get("caption")));
        }
        return captions;
    }

    private static ExtractableResponse<Response> get(Resident person, String path) {
        return given().auth()
                .oauth2(person.token())
                .get(path)
                .then()
                .statusCode(200)
                .extract();
    }
}
