package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsHttpTest {

    @Inject
    SessionRepository sessions;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    private final String name = Phone.freshName();
    private Phone home = new Phone();
    private Phone away = new Phone();

    @BeforeEach
    void sign_in_at_two_places() {
        home = Phone.of(name);
        away = new Phone().keep(new Phone().logsIn(name, Phone.PASSWORD));
    }

    @Test
    void one_sees_where_one_is_signed_in() {
        var sessions = home.request().get("/v1/me/sessions").jsonPath();

        assertThat(sessions.getList("items")).hasSize(2);
        assertThat(sessions.getList("items.current", Boolean.class)).containsExactlyInAnyOrder(true, false);
        assertThat(sessions.getString("items[0].user_agent")).isEqualTo("overdub-test/1.0");
        assertThat(sessions.getString("items[0].network")).isEqualTo("127.0.0.0/24");
        assertThat(sessions.getString("items[0].created_at")).isNotNull();
        assertThat(sessions.getString("items[0].expires_at")).isNotNull();
    }

    @Test
    void a_lost_phone_is_signed_out_from_another() {
        assertThat(away.asksForMe().statusCode()).isEqualTo(200);
        var lost = sessionOf(away);

        var answer = home.request().delete("/v1/me/sessions/" + lost);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(away.asksForMe().statusCode()).isEqualTo(401);
        assertThat(away.refreshes(away.refreshToken()).statusCode()).isEqualTo(401);
        assertThat(home.asksForMe().statusCode()).isEqualTo(200);
        assertThat(home.request().delete("/v1/me/sessions/" + lost).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_session_of_somebody_else_is_not_found() {
        var stranger = Phone.ofGuest();

        var theirs = home.request().delete("/v1/me/sessions/" + sessionOf(stranger));
        var nobodys = home.request().delete("/v1/me/sessions/" + UUID.randomUUID());

        assertThat(theirs.statusCode()).isEqualTo(404);
        assertThat(theirs.<String>path("code")).isEqualTo("session_not_found");
        assertThat(nobodys.<String>path("code")).isEqualTo("session_not_found");
        assertThat(stranger.asksForMe().statusCode()).isEqualTo(200);
    }

    @Test
    void the_fifty_first_session_ends_the_one_used_least_lately() {
        var idle = sessionOf(home);
        var account = UUID.fromString(home.id());
        QuarkusTransaction.requiringNew()
                .run(() -> IntStream.range(0, 48)
                        .mapToObj(i -> new SessionEntity(ids.next(), account, new byte[16], clock.instant()))
                        .forEach(sessions::persist));

        assertThat(new Phone().logsIn(name, Phone.PASSWORD).statusCode()).isEqualTo(200);

        var left = away.request().get("/v1/me/sessions").jsonPath().getList("items.id", String.class);

        assertThat(left).hasSize(50).doesNotContain(idle);
        assertThat(home.asksForMe().statusCode()).isEqualTo(401);
    }

    private static String sessionOf(Phone phone) {
        return phone.request().get("/v1/me/sessions").path("items.find { it.current }.id");
    }
}
