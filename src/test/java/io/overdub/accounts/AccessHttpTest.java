package io.overdub.accounts;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessHttpTest {

    @Inject
    TestClock clock;

    @Inject
    LiveSessions live;

    @Inject
    SessionRepository sessions;

    @Test
    void without_a_token_one_is_asked_to_sign_in() {
        var answer = new Phone().asksForMe();

        assertIsRefused(answer, "sign_in_required");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void a_token_lives_fifteen_minutes() {
        var phone = Phone.ofGuest();
        clock.advance(Duration.ofMinutes(14));
        assertThat(phone.asksForMe().statusCode()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(1));

        assertIsRefused(phone.asksForMe(), "token_expired");
    }

    @Test
    void a_token_remembered_in_memory_still_expires_on_time() {
        var phone = Phone.ofGuest();
        clock.advance(Duration.ofSeconds(890));
        assertThat(phone.asksForMe().statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(10));

        assertIsRefused(phone.asksForMe(), "token_expired");
    }

    @Test
    void forged_tokens_are_refused() {
        var phone = Phone.ofGuest();
        var parts = phone.accessToken().split("\\.", -1);
        var none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));

        assertIsRefused(phone.asksForMeWith(none + "." + parts[1] + "."), "invalid_token");
        assertIsRefused(phone.asksForMeWith(parts[0] + "." + parts[1] + "." + parts[2].substring(4)), "invalid_token");
        assertIsRefused(phone.asksForMeWith("nonsense"), "invalid_token");
        assertIsRefused(phone.asksForMeWith(" "), "invalid_token");
    }

    @Test
    void logging_out_ends_the_session_at_once() {
        var phone = Phone.ofGuest();
        assertThat(phone.asksForMe().statusCode()).isEqualTo(200);

        var answer = phone.logsOut();

        assertThat(answer.statusCode()).isEqualTo(204);
        assertIsRefused(phone.asksForMe(), "invalid_token");
        assertIsRefused(phone.refreshes(phone.refreshToken()), "invalid_refresh_token");
    }

    @Test
    void a_session_that_another_process_ended_dies_within_thirty_seconds() {
        var phone = Phone.ofGuest();
        var account = UUID.fromString(phone.id());
        QuarkusTransaction.requiringNew().run(() -> sessions.delete("accountId", account));
        assertThat(phone.asksForMe().statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(30));

        assertIsRefused(phone.asksForMe(), "invalid_token");
    }

    @Test
    void a_token_is_looked_up_once_and_then_remembered_for_thirty_seconds() {
        var phone = Phone.ofGuest();
        var token = phone.accessToken();
        assertThat(live.remembered(token)).isNull();

        var account = phone.id();

        assertThat(live.remembered(token))
                .isNotNull()
                .extracting(identity -> identity.getPrincipal().getName())
                .isEqualTo(account);
        clock.advance(Duration.ofSeconds(30));
        assertThat(live.remembered(token)).isNull();
    }

    @Test
    void everybody_may_verify_our_tokens() {
        var answer = given().get("/.well-known/jwks.json");

        answer.then().statusCode(200);
        assertThat(answer.<String>path("keys[0].crv")).isEqualTo("P-256");
        assertThat(answer.asString()).doesNotContain("\"d\"");
    }

    private static void assertIsRefused(Response answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.<String>path("code")).isEqualTo(code);
    }
}
