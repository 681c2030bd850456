package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MeHttpTest {

    @Inject
    TestClock clock;

    @Test
    void what_is_named_changes_and_the_rest_stays() {
        var name = Phone.freshName();
        var ada = Phone.of(name);

        var answer = changes(ada, Map.of("display_name", "Ada L.", "biography", "Dubs engines.", "language", "en-gb"));

        answer.then().statusCode(200);
        assertThat(answer.<String>path("display_name")).isEqualTo("Ada L.");
        assertThat(answer.<String>path("biography")).isEqualTo("Dubs engines.");
        assertThat(answer.<String>path("language")).isEqualTo("en-GB");
        assertThat(answer.<String>path("country")).isEqualTo("DE");
        assertThat(answer.<String>path("username")).isEqualTo(name);
        assertThat(ada.asksForMe().asString()).isEqualTo(answer.asString());
    }

    @Test
    void others_see_a_change_at_once_and_nothing_private() {
        var ada = Phone.of(Phone.freshName());
        var address = "/v1/accounts/" + ada.id();
        new Phone().request().get(address).then().statusCode(200);

        changes(ada, Map.of("display_name", "Ada L."));

        var seen = new Phone().request().get(address);
        assertThat(seen.<String>path("display_name")).isEqualTo("Ada L.");
        assertThat(seen.jsonPath().getMap("$")).doesNotContainKeys("email", "country", "language", "role");
    }

    @Test
    void a_change_that_breaks_a_rule_changes_nothing() {
        var ada = Phone.of(Phone.freshName());
        var before = ada.asksForMe().asString();

        var answer = changes(ada, Map.of("display_name", "x".repeat(51), "biography", "fine", "country", "XX"));

        assertIsRefused(answer, 422, "invalid_request");
        assertThat(answer.jsonPath().getList("faults.field", String.class))
                .containsExactlyInAnyOrder("display_name", "country");
        assertThat(ada.asksForMe().asString()).isEqualTo(before);
    }

    @Test
    void a_username_changes_once_in_thirty_days() {
        var ada = Phone.of(Phone.freshName());
        var second = Phone.freshName();
        changes(ada, Map.of("username", second)).then().statusCode(200);

        var tooSoon = changes(ada, Map.of("username", Phone.freshName()));

        assertIsRefused(tooSoon, 409, "username_changed_lately");
        assertThat(changes(ada, Map.of("username", second)).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofDays(30));
        ada.keep(ada.refreshes(ada.refreshToken()));
        assertThat(changes(ada, Map.of("username", Phone.freshName())).statusCode())
                .isEqualTo(200);
    }

    /** Links and mentions still mean the one who had it. */
    @Test
    void a_username_that_was_given_up_is_nobody_elses_for_thirty_days() {
        var first = Phone.freshName();
        var ada = Phone.of(first);
        var bob = Phone.of(Phone.freshName());
        changes(ada, Map.of("username", Phone.freshName())).then().statusCode(200);

        assertIsRefused(changes(bob, Map.of("username", first)), 409, "username_taken");
        assertIsRefused(new Phone().registers(first), 409, "username_taken");

        clock.advance(Duration.ofDays(30));
        bob.keep(bob.refreshes(bob.refreshToken()));
        assertThat(changes(bob, Map.of("username", first)).statusCode()).isEqualTo(200);
    }

    @Test
    void whoever_gave_up_a_username_may_have_it_back_at_once_and_the_other_one_stays_theirs() {
        var first = Phone.freshName();
        var second = Phone.freshName();
        var ada = Phone.of(first);
        var bob = Phone.of(Phone.freshName());
        changes(ada, Map.of("username", second)).then().statusCode(200);

        assertThat(changes(ada, Map.of("username", first)).statusCode()).isEqualTo(200);
        assertThat(ada.username()).isEqualTo(first);
        assertIsRefused(changes(bob, Map.of("username", second)), 409, "username_taken");
        assertIsRefused(changes(ada, Map.of("username", Phone.freshName())), 409, "username_changed_lately");
    }

    @Test
    void nobody_keeps_more_than_one_username_besides_their_own() {
        var first = Phone.freshName();
        var second = Phone.freshName();
        var ada = Phone.of(first);
        var bob = Phone.of(Phone.freshName());
        changes(ada, Map.of("username", second)).then().statusCode(200);
        clock.advance(Duration.ofDays(29));
        ada.keep(ada.refreshes(ada.refreshToken()));
        changes(ada, Map.of("username", first)).then().statusCode(200);
        clock.advance(Duration.ofDays(1));
        ada.keep(ada.refreshes(ada.refreshToken()));
        bob.keep(bob.refreshes(bob.refreshToken()));

        changes(ada, Map.of("username", Phone.freshName())).then().statusCode(200);

        assertIsRefused(changes(bob, Map.of("username", first)), 409, "username_taken");
        assertThat(changes(bob, Map.of("username", second)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_username_that_is_taken_or_reserved_is_not_given() {
        var taken = Phone.freshName();
        Phone.of(taken);
        var ada = Phone.of(Phone.freshName());

        assertIsRefused(changes(ada, Map.of("username", taken.toUpperCase(Locale.ROOT))), 409, "username_taken");
        assertIsRefused(changes(ada, Map.of("username", "overdub")), 422, "invalid_request");
    }

    @Test
    void a_guest_signs_up_to_choose_a_username() {
        var guest = Phone.ofGuest();

        assertThat(changes(guest, Map.of("display_name", "A guest")).statusCode())
                .isEqualTo(200);
        assertIsRefused(changes(guest, Map.of("username", Phone.freshName())), 403, "sign_up_required");
    }

    @Test
    void a_change_to_what_one_has_not_seen_is_refused() {
        var ada = Phone.of(Phone.freshName());
        var seen = ada.asksForMe().header("ETag");
        changes(ada, Map.of("biography", "newer"));

        var answer = ada.request()
                .header("If-Match", seen)
                .body(Map.of("biography", "older"))
                .patch("/v1/me");

        assertIsRefused(answer, 412, "precondition_failed");
        var fresh = ada.asksForMe().header("ETag");
        assertThat(ada.request()
                        .header("If-Match", fresh)
                        .body(Map.of("biography", "newest"))
                        .patch("/v1/me")
                        .statusCode())
                .isEqualTo(200);
    }

    private static Response changes(Phone phone, Map<String, Object> change) {
        return phone.request().body(change).patch("/v1/me");
    }

    private static void assertIsRefused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.<String>path("code")).isEqualTo(code);
    }
}
