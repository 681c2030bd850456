package io.overdub.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.edge.RateLimits;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.Secrets;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Slows down those who guess passwords: of one account, or from one network. An attempt counts before it is checked, so that many at
 * once don't slip through; a right one is forgiven. While locked, the right password is refused like any other.
 */
@Singleton
class LoginThrottle {

    private static final String LOGIN = "accounts.login";
    private static final String NETWORK = "accounts.login_network";

    private final RateLimits limits;
    private final Secrets secrets;
    private final LoginConfig config;

    LoginThrottle(RateLimits limits, Secrets secrets, LoginConfig config) {
        this.limits = limits;
        this.secrets = secrets;
        this.config = config;
    }

    /** @throws LoginLocked when there were too many */
    void count(String login, String network) {
        require(limits.spend(NETWORK, network, config.perNetwork(), config.window()));
        require(limits.spend(LOGIN, nameless(login), config.perLogin(), config.window()));
    }

    /** The password was right: the account starts anew, the network gets this one attempt back. */
    void forgive(String login, String network) {
        limits.forgive(LOGIN, nameless(login));
        limits.giveBack(NETWORK, network, config.perNetwork(), config.window());
    }

    /** Counters don't keep e-mail addresses. */
    private String nameless(String login) {
        return HexFormat.of().formatHex(secrets.sign("login_throttle", login.getBytes(UTF_8)));
    }

    private static void require(RateLimits.Verdict verdict) {
        if (!verdict.allowed()) {
            throw new LoginLocked(verdict.retryAfter());
        }
    }

    static final class LoginLocked extends Refusal {
        LoginLocked(Duration wait) {
            super(Kind.TOO_MANY, "login_locked", "Too many wrong passwords: wait before you try again", wait);
        }
    }
}
