package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.overdub.edge.RateLimits;
import io.overdub.kernel.Secrets;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginThrottleTest {

    @Inject
    RateLimits limits;

    @Inject
    Secrets secrets;

    @Inject
    TestClock clock;

    private final String network = Phone.freshName();

    @Test
    void one_network_guesses_at_many_accounts_only_so_often() {
        IntStream.range(0, 5).forEach(i -> throttle().count(Phone.freshName(), network));

        assertThatExceptionOfType(LoginThrottle.LoginLocked.class)
                .isThrownBy(() -> throttle().count(Phone.freshName(), network))
                .matches(locked -> locked.code().equals("login_locked"))
                .satisfies(locked ->
                        assertThat(locked.retryAfter()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3)));
    }

    @Test
    void a_right_password_is_not_held_against_the_network() {
        IntStream.range(0, 20).forEach(i -> {
            var login = Phone.freshName();
            throttle().count(login, network);
            throttle().forgive(login, network);
        });

        assertThatNoException().isThrownBy(() -> throttle().count(Phone.freshName(), network));
    }

    @Test
    void many_networks_guess_at_one_account_only_so_often() {
        var login = Phone.freshName();
        IntStream.range(0, 3).forEach(i -> throttle().count(login, Phone.freshName()));

        assertThatExceptionOfType(LoginThrottle.LoginLocked.class)
                .isThrownBy(() -> throttle().count(login, Phone.freshName()));
        clock.advance(Duration.ofMinutes(15));
        assertThatNoException().isThrownBy(() -> throttle().count(login, Phone.freshName()));
    }

    private LoginThrottle throttle() {
        return new LoginThrottle(limits, secrets, new Given(3, 5, Duration.ofMinutes(15)));
    }

    private record Given(int perLogin, int perNetwork, Duration window) implements LoginConfig {}
}
