package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.overdub.kernel.Sql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeviceHttpTest {

    @Inject
    World world;

    @Inject
    Sql sql;

    @Inject
    ForgetSilentDevices forgetSilent;

    @Test
    void a_device_follows_its_token_its_session_and_its_owner() {
        var ada = world.person("ada");
        var tablet = world.again(ada);
        var bob = world.person("bob");
        var shared = token();
        var rotated = token();

        assertThat(registers(ada, "ada-phone", shared).statusCode()).isEqualTo(204);
        assertThat(registers(tablet, "ada-tablet", token()).statusCode()).isEqualTo(204);
        registers(ada, "ada-third", token());
        assertThat(tokensOf(ada)).hasSize(3).contains(shared);
        registers(ada, "ada-third", rotated);
        assertThat(tokensOf(ada)).hasSize(3).contains(rotated);

        registers(bob, "ada-phone", shared);
        assertThat(tokensOf(ada)).hasSize(2).doesNotContain(shared);
        assertThat(tokensOf(bob)).containsExactly(shared);

        bob.request().delete("/v1/me/devices/ada-third").then().statusCode(204);
        assertThat(tokensOf(ada)).contains(rotated);
        tablet.request().post("/v1/auth/logout").then().statusCode(204);
        world.settle();
        assertThat(tokensOf(ada)).containsExactly(rotated);
        ada.request().delete("/v1/me/devices/ada-third").then().statusCode(204);
        ada.request().delete("/v1/me/devices/ada-third").then().statusCode(204);
        assertThat(tokensOf(ada)).isEmpty();

        sql.update(
                "update notifications.device set seen_at = seen_at - interval '61 days' where account_id = ?",
                UUID.fromString(bob.id()));
        forgetSilent.run();
        assertThat(tokensOf(bob)).isEmpty();
    }

    @Test
    void nobody_has_more_than_twenty_devices_and_a_token_is_in_one_place_however_many_claim_it_at_once()
            throws InterruptedException {
        var ada = world.person("ada");
        var first = token();
        registers(ada, "phone-number-0", first);
        IntStream.rangeClosed(1, 20).forEach(n -> registers(ada, "phone-number-" + n, token()));
        assertThat(tokensOf(ada)).hasSize(20).doesNotContain(first);

        var wanted = token();
        var people = List.of(ada, world.person("bob"), world.person("cid"));
        var threads = Executors.newFixedThreadPool(6);
        var answers = threads
                .invokeAll(IntStream.range(0, 12)
                        .mapToObj(n -> people.get(n % 3))
                        .map(person -> (Callable<Integer>)
                                () -> registers(person, "same-phone", wanted).statusCode())
                        .toList())
                .stream()
                .map(DeviceHttpTest::result)
                .toList();
        threads.shutdown();

        assertThat(answers).hasSize(12).containsOnly(204);
        assertThat(people.stream().flatMap(person -> tokensOf(person).stream()).filter(wanted::equals))
                .hasSize(1);
    }

    @Test
    void a_build_for_another_platform_leaves_no_endpoint_behind() {
        var ada = world.person("ada");
        put(ada, "ada-phone", Map.of("platform", "ios_sandbox"));
        world.settle();
        var first = endpointsOf(ada);
        put(ada, "ada-phone", Map.of("platform", "ios"));
        world.settle();

        assertThat(endpointsOf(ada)).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(sql.list(
                        "select endpoint from notifications.captured_endpoint where endpoint = any(?::text[])",
                        row -> row.getString(1),
                        first))
                .isEmpty();
    }

    @Test
    void who_is_signed_out_elsewhere_registers_nothing_with_a_token_that_is_still_taken() {
        var ada = world.person("ada");
        var left = world.again(ada);
        assertThat(registers(left, "ada-phone", token()).statusCode()).isEqualTo(204);
        var session = left.gets("/v1/me/sessions").jsonPath().getString("items.find{it.current}.id");
        // As another process ends it: this one still takes the token for a while.
        sql.update("delete from accounts.session where id = ?::uuid", session);
        sql.update("delete from notifications.device where session_id = ?::uuid", session);

        left.gets("/v1/me/inbox").then().statusCode(200);
        put(left, "ada-phone", Map.of()).then().statusCode(401).body("code", equalTo("signed_out"));
        assertThat(tokensOf(ada)).isEmpty();
        assertThat(registers(ada, "ada-phone", token()).statusCode()).isEqualTo(204);
    }

    @Test
    void a_phone_in_kosovo_says_so_with_two_letters_that_iso_leaves_to_others() {
        var ada = world.person("ada");

        assertThat(put(ada, "ada-phone", Map.of("country", "XK")).statusCode()).isEqualTo(204);
    }

    /** Android and iOS say so where somebody set the hours by hand. Names of the database count them the other way about. */
    @Test
    void a_phone_whose_zone_is_an_offset_has_a_zone_that_keeps_it() {
        var ada = world.person("ada");
        Map.of(
                        "GMT+02:00", "Etc/GMT-2",
                        "GMT-0300", "Etc/GMT+3",
                        "UTC+5", "Etc/GMT-5",
                        "+05:45", "Asia/Kathmandu",
                        "GMT-09:30", "Pacific/Marquesas",
                        "GMT+00:00", "Etc/GMT",
                        "Etc/GMT+4", "Etc/GMT+4")
                .forEach((said, kept) -> {
                    put(ada, "ada-phone", Map.of("time_zone", said)).then().statusCode(204);
                    assertThat(zoneOf(ada)).as(said).isEqualTo(kept);
                });
        for (var none : List.of("GMT+25:00", "GMT+02:17", "GMT-03:30", "GMT+2:0", "GMT++2", "+99999999999")) {
            refused(ada, Map.of("time_zone", none), "time_zone");
        }
        ada.request()
                .body(Map.of(
                        "kinds",
                        List.of(),
                        "quiet_hours",
                        Map.of("from", "23:00", "until", "07:00", "time_zone", "GMT+03:00")))
                .put("/v1/me/notification-preferences")
                .then()
                .statusCode(200)
                .body("quiet_hours.time_zone", equalTo("Etc/GMT-3"));
    }

    private String zoneOf(Person person) {
        return sql.one(
                "select time_zone from notifications.device where account_id = ?",
                row -> row.getString(1),
                UUID.fromString(person.id()));
    }

    @Test
    void what_no_device_can_be_is_refused_by_its_field() {
        var ada = world.person("ada");
        refused(ada, Map.of("language", "no language"), "language");
        refused(ada, Map.of("country", "QQ"), "country");
        refused(ada, Map.of("time_zone", "Berlin"), "time_zone");
        refused(ada, Map.of("tags", List.of("fine", "Not Fine")), "tags");
        refused(ada, Map.of("tags", Collections.nCopies(21, "tag")), "tags");
        refused(ada, Map.of("build", 0), "build");
        refused(ada, Map.of("token", "control\u0007characters-in-it"), "token");
        refused(ada, Map.of("token", "white space in a token"), "token");
        refused(ada, Map.of("token", "x".repeat(1025)), "token");
        put(ada, "no%00such", Map.of()).then().statusCode(400);
        put(ada, "x".repeat(65), Map.of()).then().statusCode(400);
        put(ada, "ada-phone", Map.of("platform", "pager")).then().statusCode(400);
        assertThat(tokensOf(ada)).isEmpty();
    }

    private static void refused(Person person, Map<String, Object> changed, String field) {
        put(person, "ada-phone", changed)
                .then()
                .statusCode(422)
                .body("faults.field", hasItem(org.hamcrest.Matchers.startsWith(field)))
                .body("status", equalTo(422));
    }

    private static Response registers(Person person, String installation, String token) {
        return put(person, installation, Map.of("token", token));
    }

    private static Response put(Person person, String installation, Map<String, Object> changed) {
        var device = new HashMap<String, Object>(Map.of(
                "platform",
                "ios",
                "token",
                token(),
                "language",
                "de-AT",
                "country",
                "AT",
                "time_zone",
                "Europe/Vienna",
                "build",
                7,
                "tags",
                List.of("beta")));
        device.putAll(changed);
        return person.request().urlEncodingEnabled(false).body(device).put("/v1/me/devices/" + installation);
    }

    private List<String> tokensOf(Person person) {
        return sql.list(
                "select token from notifications.device where account_id = ?",
                row -> row.getString(1),
                UUID.fromString(person.id()));
    }

    private List<String> endpointsOf(Person person) {
        return sql.list(
                "select endpoint from notifications.device where account_id = ?",
                row -> row.getString(1),
                UUID.fromString(person.id()));
    }

    private static int result(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token() {
        return "token-" + UUID.randomUUID();
    }
}
