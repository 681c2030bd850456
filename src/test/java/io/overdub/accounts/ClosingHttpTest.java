package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Sql;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClosingHttpTest {

    private static final Map<String, String> PROOF = Map.of("password", Phone.PASSWORD);

    @Inject
    TestClock clock;

    @Inject
    Sql sql;

    private final String name = Phone.freshName();

    @Test
    void whoever_closes_their_account_is_told_until_when_they_can_come_back() {
        var phone = Phone.of(name);

        var answer = closes(phone, PROOF);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.<Boolean>path("reopenable")).isTrue();
        assertThat(Instant.parse(answer.path("erase_at")))
                .isBetween(
                        clock.instant().plus(Duration.ofDays(30)).minusSeconds(60),
                        clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void all_their_sessions_are_over() {
        var phone = Phone.of(name);
        var tablet = new Phone();
        tablet.keep(tablet.logsIn(name, Phone.PASSWORD));
        assertThat(tablet.asksForMe().statusCode()).isEqualTo(200);

        closes(phone, PROOF);

        for (var device : new Phone[] {phone, tablet}) {
            assertThat(device.asksForMe().statusCode()).isEqualTo(401);
            assertIsRefused(device.refreshes(device.refreshToken()), 401, "invalid_refresh_token");
        }
    }

    @Test
    void an_unlocked_phone_is_not_enough() {
        var phone = Phone.of(name);

        var without = phone.request().delete("/v1/me");
        var wrong = closes(phone, Map.of("password", "not the right password"));

        assertIsRefused(without, 422, "invalid_request");
        assertThat(without.<String>path("faults[0].field")).isEqualTo("password");
        assertIsRefused(wrong, 403, "wrong_password");
        assertThat(phone.asksForMe().statusCode()).isEqualTo(200);
    }

    /** A client that has nothing to send names no kind of what it sends. */
    @Test
    void a_device_that_nobody_signed_up_on_has_nothing_to_say() {
        var phone = new Phone();
        phone.keep(RestAssured.given()
                .contentType("application/json")
                .body(Map.of("country", "DE", "language", "de"))
                .post("/v1/auth/device"));

        var answer = RestAssured.given().auth().oauth2(phone.accessToken()).delete("/v1/me");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(answer.<Boolean>path("reopenable")).isFalse();
        assertThat(phone.asksForMe().statusCode()).isEqualTo(401);
    }

    @Test
    void passwords_are_not_guessed_there_either() {
        var phone = Phone.of(name);
        IntStream.range(0, 10)
                .forEach(i -> assertIsRefused(closes(phone, Map.of("password", "guess " + i)), 403, "wrong_password"));

        assertIsRefused(closes(phone, PROOF), 429, "login_locked");
        assertIsRefused(phone.logsIn(name, Phone.PASSWORD), 429, "login_locked");
    }

    @Test
    void signing_in_tells_that_it_is_closed_and_only_to_whoever_knows_the_password() {
        var phone = Phone.of(name);
        String eraseAt = closes(phone, PROOF).path("erase_at");

        var right = new Phone().logsIn(name, Phone.PASSWORD);

        assertIsRefused(right, 403, "account_closed");
        assertThat(right.<String>path("detail")).contains(eraseAt, "/v1/auth/reopen");
        assertIsRefused(new Phone().logsIn(name, "not the right password"), 401, "wrong_credentials");
    }

    @Test
    void one_comes_back_with_the_same_password_and_is_who_one_was() {
        var phone = Phone.of(name);
        var id = phone.id();
        closes(phone, PROOF);

        var back = new Phone();
        back.keep(reopens(name, Phone.PASSWORD));

        assertThat(back.id()).isEqualTo(id);
        assertThat(new Phone().request().get("/v1/accounts/" + id).statusCode()).isEqualTo(200);
        assertThat(new Phone().logsIn(name, Phone.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(reopens(name, Phone.PASSWORD).statusCode()).isEqualTo(200);
        assertIsRefused(reopens(name, "not the right password"), 401, "wrong_credentials");
    }

    /** By a clock that is ahead of the one here: what is begun goes on to its end, whoever signs in. */
    @Test
    void nobody_comes_back_to_what_is_being_erased() {
        var phone = Phone.of(name);
        var id = UUID.fromString(phone.id());
        closes(phone, PROOF);
        sql.update("""
                insert into accounts.erasure (account_id, closed_at, began_at, due_at)
                select id, closed_at, erase_at, erase_at from accounts.account where id = ?""", id);

        assertIsRefused(reopens(name, Phone.PASSWORD), 404, "account_not_found");
        assertThat(new Phone().request().get("/v1/accounts/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void nobody_else_gets_the_name_or_the_address_meanwhile() {
        closes(Phone.of(name), PROOF);

        assertIsRefused(new Phone().registers(name), 409, "username_taken");
    }

    @Test
    void a_device_without_an_account_of_its_own_closes_for_good() {
        var phone = Phone.ofGuest();

        var answer = phone.request().delete("/v1/me");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.<Boolean>path("reopenable")).isFalse();
        assertThat(phone.asksForMe().statusCode()).isEqualTo(401);
    }

    private static Response closes(Phone phone, Map<String, String> proof) {
        return phone.request().body(proof).delete("/v1/me");
    }

    private static Response reopens(String login, String password) {
        return new Phone()
                .request()
                .body(Map.of("login", login, "password", password))
                .post("/v1/auth/reopen");
    }

    private static void assertIsRefused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.<String>path("code")).isEqualTo(code);
    }
}
