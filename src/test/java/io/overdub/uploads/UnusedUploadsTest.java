package io.overdub.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.uploads.storage.Storage;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnusedUploadsTest {

    @Inject
    World world;

    @Inject
    SweepUnused sweep;

    @Inject
    Uploads uploads;

    @Inject
    Storage storage;

    private Person ada;
    private String film;

    @BeforeEach
    void somebody_sends_a_film() {
        ada = world.person("ada");
        film = ada.uploads(DemoMedia.VIDEO);
    }

    @Test
    void what_nobody_made_anything_of_goes_after_a_month() {
        world.settle();

        sweepsAfter(Duration.ofDays(29));
        assertThat(isStored(film)).isTrue();

        sweepsAfter(Duration.ofDays(2));
        assertThat(isStored(film)).isFalse();
        ada = world.again(ada);
        ada.gets("/v1/uploads/" + film).then().statusCode(200).body("state", equalTo("forgotten"));
        ada.tries(world.quote("Too late"), film, "", "public")
                .then()
                .statusCode(409)
                .body("code", equalTo("upload_not_ready"));
    }

    @Test
    void what_became_a_dub_or_a_quote_stays() {
        var secret = ada.tries(world.quote("Kept"), film, "", "private").then().statusCode(201);
        var sound = ada.uploadsNewSound();
        submits(sound);
        world.settle();

        sweepsAfter(Duration.ofDays(31));
        sweepsAfter(Duration.ofDays(31));

        assertThat(isStored(film)).isTrue();
        assertThat(isStored(sound)).isTrue();
        ada = world.again(ada);
        ada.gets("/v1/dubs/" + secret.extract().path("id")).then().statusCode(200);
    }

    /** So that the sweeper, who leaves out what is held, and whoever makes a dub cannot both have it. */
    @Test
    void who_makes_something_of_an_upload_holds_it_until_that_is_done() {
        world.settle();
        world.clock().advance(Duration.ofDays(31));

        QuarkusTransaction.requiringNew().run(() -> {
            uploads.ready(UploadId.fromString(film), AccountId.fromString(ada.id()), UploadKind.DUB_VIDEO);
            CompletableFuture.runAsync(sweep::run).join();
        });
        assertThat(isStored(film)).isTrue();

        sweep.run();
        world.settle();
        assertThat(isStored(film)).isFalse();
    }

    @Test
    void its_owner_can_take_back_what_nothing_was_made_of() {
        world.settle();
        world.person("bob").request().delete("/v1/uploads/" + film).then().statusCode(404);

        takesBack(film).then().statusCode(204);
        takesBack(film).then().statusCode(204);

        ada.gets("/v1/uploads/" + film).then().statusCode(200).body("state", equalTo("forgotten"));
        ada.tries(world.quote("Thought better of"), film, "", "public")
                .then()
                .statusCode(409)
                .body("code", equalTo("upload_not_ready"));
        world.settle();
        assertThat(isStored(film)).isFalse();
        takesBack(film).then().statusCode(204);
    }

    @Test
    void what_something_was_made_of_is_not_taken_back() {
        ada.tries(world.quote("Made"), film, "", "private").then().statusCode(201);
        var sound = ada.uploadsNewSound();
        submits(sound);

        takesBack(film).then().statusCode(409).body("code", equalTo("upload_in_use"));
        takesBack(sound).then().statusCode(409).body("code", equalTo("upload_in_use"));

        world.settle();
        assertThat(isStored(film)).isTrue();
        assertThat(isStored(sound)).isTrue();
    }

    @Test
    void who_publishes_what_is_being_taken_back_has_it_or_does_not() {
        var quote = world.quote("At the same moment");
        for (var round = 0; round < 8; round++) {
            var upload = round == 0 ? film : ada.uploads(DemoMedia.VIDEO);

            var published = CompletableFuture.supplyAsync(() -> ada.tries(quote, upload, "", "public"));
            var takenBack = CompletableFuture.supplyAsync(() -> takesBack(upload));

            var made = published.join().statusCode() == 201;
            assertThat(published.join().statusCode()).isEqualTo(made ? 201 : 409);
            assertThat(takenBack.join().statusCode()).isEqualTo(made ? 409 : 204);
            world.settle();
            assertThat(isStored(upload)).isEqualTo(made);
        }
    }

    /** Nor does who takes it back look before what is being made of it is there to be seen. */
    @Test
    void who_takes_back_what_is_being_made_something_of_waits_for_that() {
        var takenBack = QuarkusTransaction.requiringNew().call(() -> {
            uploads.ready(UploadId.fromString(film), AccountId.fromString(ada.id()), UploadKind.DUB_VIDEO);
            var trying = CompletableFuture.supplyAsync(() -> takesBack(film));
            assertThatThrownBy(() -> trying.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return trying;
        });

        assertThat(takenBack.join().statusCode()).isEqualTo(204);
    }

    private Response takesBack(String upload) {
        return ada.request().delete("/v1/uploads/" + upload);
    }

    private void submits(String sound) {
        ada.request()
                .body(Map.of(
                        "upload_id",
                        sound,
                        "title",
                        "Waits for review",
                        "language",
                        "en",
                        "attribution",
                        "Ada",
                        "licence",
                        "own work",
                        "rights",
                        "declared"))
                .post("/v1/quotes")
                .then()
                .statusCode(201);
    }

    private void sweepsAfter(Duration time) {
        world.clock().advance(time);
        sweep.run();
        world.settle();
    }

    private boolean isStored(String upload) {
        return storage.find(Keys.media(UploadId.fromString(upload))).isPresent();
    }
}
