package io.overdub.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.uploads.storage.Storage;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** People get a copy of what is kept of them, for a week, and nobody else does. */
@QuarkusTest
class ExportHttpTest {

    private static final String EXPORT = "/v1/me/export";

    private static final long LONG_ENOUGH_NANOS = Duration.ofSeconds(30).toNanos();

    @Inject
    World world;

    @Inject
    MakeExports job;

    @Inject
    ExportRepository exports;

    @Inject
    Storage storage;

    @Test
    void a_copy_has_what_they_made_and_said_and_whom_they_follow_and_no_secret() throws IOException {
        var ada = world.person("ada");
        var ben = world.person("ben");
        ada.gets(EXPORT).then().statusCode(404).body("code", equalTo("export_not_found"));
        var upload = ada.uploads(DemoMedia.VIDEO);
        ada.tries(world.quote("Exported"), upload, "For my archive", "public")
                .then()
                .statusCode(201);
        var bensDub = ben.publishes(world.quote("Of another"), "Not hers", "public");
        ada.comments(bensDub, "I was here");
        ben.comments(bensDub, "So was I");
        ada.follows(ben);
        ada.hasPhone("adas-phone");

        assertThat(asks(ada).<String>path("state")).isEqualTo("waiting");
        isMade(ada);
        var ready = ada.gets(EXPORT)
                .then()
                .statusCode(200)
                .body("state", equalTo("ready"))
                .extract();
        var files = unpacked(ada.downloads(ready.path("url")));

        assertThat(text(files, "accounts/account.jsonl"))
                .contains(ada.username(), ada.username() + "@people.test")
                .doesNotContain("password_hash");
        assertThat(text(files, "accounts/session.jsonl")).doesNotContain("salt");
        assertThat(text(files, "dubs/dub.jsonl")).contains("For my archive").doesNotContain("Not hers");
        assertThat(text(files, "dubs/comment.jsonl")).contains("I was here").doesNotContain("So was I");
        assertThat(text(files, "connections/following.jsonl")).contains(ben.id());
        assertThat(text(files, "notifications/device.jsonl")).contains("adas-phone");
        assertThat(files.get("media/" + upload + ".mp4")).isEqualTo(DemoMedia.VIDEO.bytes());
        assertThat(files.values()).noneMatch(file -> new String(file, UTF_8).contains("argon2"));
    }

    @Test
    void one_a_day_is_made_and_it_is_there_for_a_week() {
        var ada = world.person("ada");
        asks(ada);
        asks(ada);
        isMade(ada);
        var first = keyOf(ada);
        assertThat(asks(ada).<String>path("state")).isEqualTo("ready");
        assertThat(keyOf(ada)).isEqualTo(first);

        world.clock().advance(Duration.ofDays(1));
        ada = world.again(ada);
        assertThat(asks(ada).<String>path("state")).isEqualTo("waiting");
        isMade(ada);
        var second = keyOf(ada);
        assertThat(second).isNotEqualTo(first);
        assertThat(storage.find(first)).as("only the last one is kept").isEmpty();
        assertThat(storage.find(second)).isPresent();

        world.clock().advance(Duration.ofDays(7));
        job.run();
        assertThat(storage.find(second)).isEmpty();
        world.again(ada).gets(EXPORT).then().statusCode(404);
    }

    @Test
    void whoever_is_limited_gets_theirs_and_does_not_notice() throws IOException {
        var ada = world.person("ada");
        world.staff("moderator")
                .request()
                .body(Map.of("reason", "Rude"))
                .put("/v1/admin/accounts/" + ada.id() + "/limit")
                .then()
                .statusCode(204);

        asks(ada);

        isMade(ada);
        var files = unpacked(ada.downloads(ada.gets(EXPORT).path("url")));
        assertThat(text(files, "accounts/account.jsonl")).contains(ada.id()).doesNotContain("limited");
    }

    @Test
    void whoever_closes_their_account_meanwhile_gets_none() {
        var ada = world.person("ada");
        asks(ada);

        ada.closesAccount();
        job.run();

        assertThat(exports.find(AccountId.fromString(ada.id()))).isEmpty();
    }

    /** By whoever is faster: the job runs by itself, too. */
    private void isMade(Person person) {
        var deadline = System.nanoTime() + LONG_ENOUGH_NANOS;
        while (!person.gets(EXPORT).<String>path("state").equals("ready")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            job.run();
        }
    }

    private static Response asks(Person person) {
        return person.request().post(EXPORT).then().statusCode(202).extract().response();
    }

    private String keyOf(Person person) {
        return exports.find(AccountId.fromString(person.id()))
                .map(ExportRepository.Row::key)
                .orElseThrow();
    }

    private static String text(Map<String, byte[]> files, String name) {
        assertThat(files).containsKey(name);
        return new String(files.get(name), UTF_8);
    }

    private static Map<String, byte[]> unpacked(byte[] bytes) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(files.put(entry.getName(), zip.readAllBytes())).isNull();
            }
        }
        return files;
    }
}
