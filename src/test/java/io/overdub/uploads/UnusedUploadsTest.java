package io.overdub.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.uploads.storage.Storage;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

    private void sweepsAfter(Duration time) {
        world.clock().advance(time);
        sweep.run();
        world.settle();
    }

    private boolean isStored(String upload) {
        return storage.find(Keys.media(UploadId.fromString(upload))).isPresent();
    }
}
