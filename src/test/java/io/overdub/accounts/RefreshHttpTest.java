package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RefreshHttpTest {

    @Inject
    TestClock clock;

    private final Phone phone = new Phone();

    @Test
    void a_refresh_gives_a_new_pair() {
        phone.keep(phone.registers(Phone.freshName()));
        var before = phone.refreshToken();

        var answer = phone.refreshes(before);

        answer.then().statusCode(200);
        assertThat(answer.<String>path("refresh_token")).isNotEqualTo(before);
        assertThat(answer.<Integer>path("expires_in")).isEqualTo(900);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(phone.keep(answer).asksForMe().statusCode()).isEqualTo(200);
    }

    @Test
    void a_phone_that_lost_the_answer_gets_the_same_token_again() {
        var first = Phone.ofGuest().refreshToken();
        var lost = phone.refreshes(first).<String>path("refresh_token");
        clock.advance(Duration.ofSeconds(20));

        var again = phone.refreshes(first);

        assertThat(again.<String>path("refresh_token")).isEqualTo(lost);
        assertThat(phone.refreshes(lost).statusCode()).isEqualTo(200);
    }

    @Test
    void two_refreshes_at_once_get_equal_tokens() {
        var token = Phone.ofGuest().refreshToken();

        var answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> phone.refreshes(token))
                .toList();

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        assertThat(answers)
                .extracting(answer -> answer.<String>path("refresh_token"))
                .containsOnly(answers.get(0).<String>path("refresh_token"));
    }

    @Test
    void a_spent_token_ends_the_session_for_everybody() {
        var guest = Phone.ofGuest();
        var spent = guest.refreshToken();
        guest.keep(phone.refreshes(spent));
        assertThat(guest.asksForMe().statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(31));

        var reuse = phone.refreshes(spent);

        assertIsRefused(reuse, "refresh_token_reused");
        assertThat(phone.refreshes(guest.refreshToken()).statusCode()).isEqualTo(401);
        assertIsRefused(guest.asksForMe(), "invalid_token");
    }

    @Test
    void a_token_from_before_the_last_one_ends_the_session_at_once() {
        var first = Phone.ofGuest().refreshToken();
        var second = phone.refreshes(first).<String>path("refresh_token");
        var third = phone.refreshes(second).<String>path("refresh_token");

        var reuse = phone.refreshes(first);

        assertIsRefused(reuse, "refresh_token_reused");
        assertThat(phone.refreshes(third).statusCode()).isEqualTo(401);
    }

    @Test
    void a_stolen_token_does_not_touch_other_sessions() {
        var name = Phone.freshName();
        Phone.of(name);
        var home = new Phone().keep(phone.logsIn(name, Phone.PASSWORD));
        var away = new Phone().keep(phone.logsIn(name, Phone.PASSWORD));
        phone.refreshes(phone.refreshes(away.refreshToken()).path("refresh_token"));

        var reuse = phone.refreshes(away.refreshToken());

        assertIsRefused(reuse, "refresh_token_reused");
        assertThat(home.asksForMe().statusCode()).isEqualTo(200);
        assertThat(phone.refreshes(home.refreshToken()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "a.b.c", "🐎", "AAAA"})
    void garbage_is_refused_and_ends_nothing(String garbage) {
        assertIsRefused(phone.refreshes(garbage), "invalid_refresh_token");
    }

    @Test
    void a_forged_token_ends_nothing() {
        var guest = Phone.ofGuest();
        var bytes = Base64.getUrlDecoder().decode(guest.refreshToken());
        bytes[19]--;

        var older = phone.refreshes(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));

        assertIsRefused(older, "invalid_refresh_token");
        assertThat(phone.refreshes(guest.refreshToken()).statusCode()).isEqualTo(200);
    }

    @Test
    void a_session_lives_sixty_days_from_its_last_use() {
        var guest = Phone.ofGuest();
        clock.advance(Duration.ofDays(59));
        guest.keep(phone.refreshes(guest.refreshToken()));
        clock.advance(Duration.ofDays(59));

        guest.keep(phone.refreshes(guest.refreshToken()));

        clock.advance(Duration.ofDays(60));
        assertIsRefused(phone.refreshes(guest.refreshToken()), "invalid_refresh_token");
    }

    @Test
    void a_stale_access_token_in_the_header_does_not_keep_a_phone_from_refreshing() {
        var guest = Phone.ofGuest();
        clock.advance(Duration.ofMinutes(20));

        assertIsRefused(guest.asksForMe(), "token_expired");
        assertThat(guest.refreshes(guest.refreshToken()).statusCode()).isEqualTo(200);
    }

    private static void assertIsRefused(Response answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.<String>path("code")).isEqualTo(code);
    }
}
