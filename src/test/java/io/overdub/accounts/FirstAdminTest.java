package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.overdub.accounts.passwords.Passwords;
import io.overdub.kernel.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirstAdminTest {

    @Inject
    AccountRepository accounts;

    @Inject
    Passwords passwords;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    private final String name = Phone.freshName();

    @Test
    void processes_that_start_together_make_one_admin() {
        IntStream.range(0, 2).parallel().forEach(i -> start(name, name + "@staff.test", "a long and quiet night"));

        start(name, name + "@staff.test", "another password later");

        var admin = new Phone().keep(new Phone().logsIn(name, "a long and quiet night"));
        assertThat(admin.asksForMe().<String>path("role")).isEqualTo("admin");
    }

    @Test
    void an_admin_who_goes_by_another_name_stays_the_one() {
        start(name, name + "@staff.test", "a long and quiet night");
        var admin = new Phone().keep(new Phone().logsIn(name, "a long and quiet night"));
        var other = Phone.freshName();
        assertThat(admin.request()
                        .body(Map.of("username", other))
                        .patch("/v1/me")
                        .statusCode())
                .isEqualTo(200);

        start(name, name + "@staff.test", "a long and quiet night");

        assertThat(new Phone().logsIn(name, "a long and quiet night").statusCode())
                .isEqualTo(401);
        assertThat(new Phone().logsIn(other, "a long and quiet night").statusCode())
                .isEqualTo(200);
    }

    @Test
    void half_an_admin_stops_the_boot() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(name, null, "a long and quiet night"))
                .withMessageContaining("accounts.first-admin.email");
    }

    @Test
    void a_weak_password_stops_the_boot() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(name, name + "@staff.test", "administrator"))
                .withMessageContaining("accounts.first-admin.password");
    }

    @Test
    void without_a_word_in_the_configuration_nobody_is_made() {
        var before = QuarkusTransaction.requiringNew().call(() -> accounts.count("role", Role.ADMIN));

        start(null, null, null);

        assertThat(QuarkusTransaction.requiringNew().call(() -> accounts.count("role", Role.ADMIN)))
                .isEqualTo(before);
    }

    private void start(@Nullable String username, @Nullable String email, @Nullable String password) {
        var config =
                new Given(Optional.ofNullable(username), Optional.ofNullable(email), Optional.ofNullable(password));
        var admin = new FirstAdmin(config, accounts, passwords, ids, clock);
        QuarkusTransaction.requiringNew().run(() -> admin.appoint(new StartupEvent()));
    }

    private record Given(Optional<String> username, Optional<String> email, Optional<String> password)
            implements FirstAdminConfig {}
}
