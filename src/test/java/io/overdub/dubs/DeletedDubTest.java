package io.overdub.dubs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Outbox;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.storage.WatchedStorage;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeletedDubTest {

    @Inject
    World world;

    @Inject
    WatchedStorage storage;

    @Inject
    Outbox outbox;

    /** A dub, the upload that it was made of, and the address at which its film was seen. */
    private record Film(String dub, String upload, String address) {}

    @Test
    void a_deleted_dub_takes_its_film_with_it() {
        var author = world.person("author");
        var quote = world.quote("Not for ever");
        var gone = films(author, quote, "public");
        var kept = films(author, quote, "public");

        deletes(author, gone);
        world.settle();

        assertThat(author.asksFor(gone.address)).isEqualTo(404);
        assertThat(author.downloads(kept.address)).isEqualTo(DemoMedia.VIDEO.bytes());
        author.gets("/v1/uploads/" + gone.upload).then().statusCode(200).body("state", equalTo("forgotten"));
        author.gets("/v1/uploads/" + kept.upload).then().statusCode(200).body("state", equalTo("ready"));
    }

    @Test
    void a_private_dub_takes_its_film_with_it_too() {
        var author = world.person("author");
        var film = films(author, world.quote("Nobody saw it"), "private");

        deletes(author, film);
        world.settle();

        assertThat(author.asksFor(film.address)).isEqualTo(404);
    }

    @Test
    void it_is_gone_from_every_list_at_once() {
        var author = world.person("author");
        var follower = world.person("follower");
        follower.follows(author);
        var quote = world.quote("Everywhere");
        var kept = films(author, quote, "public");
        var gone = films(author, quote, "public");
        world.settle();
        assertThat(follower.home()).containsExactly(gone.dub, kept.dub);

        deletes(author, gone);

        assertThat(follower.home()).containsExactly(kept.dub);
        assertThat(author.pages("/v1/me/dubs", "items.id")).containsExactly(kept.dub);
        for (var viewer : new Person[] {author, follower, world.person("stranger")}) {
            assertThat(viewer.pages("/v1/accounts/" + author.id() + "/dubs", "items.id"))
                    .containsExactly(kept.dub);
            viewer.gets("/v1/dubs/" + gone.dub).then().statusCode(404);
            viewer.request().put("/v1/dubs/" + gone.dub + "/like").then().statusCode(404);
        }
        given().get("/v1/accounts/" + author.id() + "/dubs").then().body("items.size()", equalTo(1));
        given().get("/v1/dubs/" + gone.dub).then().statusCode(404);
        var late = world.person("late");
        late.follows(author);
        world.settle();
        assertThat(late.home()).containsExactly(kept.dub);
    }

    @Test
    void an_outage_of_storage_only_puts_it_off() {
        var author = world.person("author");
        var film = films(author, world.quote("Later"), "public");
        storage.down(true);
        try {
            deletes(author, film);
            world.settle();
            author.gets("/v1/dubs/" + film.dub).then().statusCode(404);
            assertThat(author.asksFor(film.address)).isEqualTo(200);
        } finally {
            storage.down(false);
        }

        world.clock().advance(Duration.ofMinutes(1));
        world.settle();

        assertThat(author.asksFor(film.address)).isEqualTo(404);
    }

    @Test
    void hearing_of_it_twice_does_no_harm() {
        var author = world.person("author");
        var quote = world.quote("Twice");
        var gone = films(author, quote, "public");
        var kept = films(author, quote, "public");
        deletes(author, gone);
        world.settle();

        QuarkusTransaction.requiringNew()
                .run(() -> outbox.publish(new DubDeleted(
                        DubId.fromString(gone.dub),
                        AccountId.fromString(author.id()),
                        UploadId.fromString(gone.upload))));
        world.settle();

        author.gets("/v1/uploads/" + gone.upload).then().statusCode(200).body("state", equalTo("forgotten"));
        assertThat(author.asksFor(kept.address)).isEqualTo(200);
    }

    @Test
    void its_upload_never_becomes_another_dub() {
        var author = world.person("author");
        var quote = world.quote("Once only");
        var film = films(author, quote, "public");
        deletes(author, film);

        author.tries(quote, film.upload, "", "public").then().statusCode(409);
        world.settle();
        author.tries(quote, film.upload, "", "public").then().statusCode(409);

        assertThat(author.pages("/v1/me/dubs", "items.id")).isEmpty();
    }

    @Test
    void whoever_may_not_delete_a_dub_leaves_its_film_alone() {
        var author = world.person("author");
        var film = films(author, world.quote("Hands off"), "public");

        world.person("other").request().delete("/v1/dubs/" + film.dub).then().statusCode(403);
        world.settle();

        assertThat(author.asksFor(film.address)).isEqualTo(200);
    }

    private static Film films(Person author, String quote, String visibility) {
        var upload = author.uploads(DemoMedia.VIDEO);
        var dub = author.request()
                .body(Map.of("upload_id", upload, "quote_id", quote, "visibility", visibility))
                .post("/v1/dubs")
                .then()
                .statusCode(201)
                .extract();
        assertThat(author.asksFor(dub.path("video_url"))).isEqualTo(200);
        return new Film(dub.path("id"), upload, dub.path("video_url"));
    }

    private static void deletes(Person author, Film film) {
        author.request().delete("/v1/dubs/" + film.dub).then().statusCode(204);
    }
}
