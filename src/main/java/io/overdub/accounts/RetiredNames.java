package io.overdub.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.kernel.Secrets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Usernames that nobody else can take, so that nobody passes for who had them: of those who were erased for 90 days, and of those who took
 * another one for 30; these may have it back. Of each person one is kept, the last.
 */
@Singleton
class RetiredNames {

    private static final Duration OF_THE_ERASED = Duration.ofDays(90);
    private static final Duration OF_THE_RENAMED = Duration.ofDays(30);

    private final ErasureRepository erased;
    private final FormerNameRepository former;
    private final Secrets secrets;
    private final Clock clock;

    RetiredNames(ErasureRepository erased, FormerNameRepository former, Secrets secrets, Clock clock) {
        this.erased = erased;
        this.former = former;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @param asker for whom it may be kept */
    boolean has(String username, @Nullable UUID asker) {
        var name = digest(username);
        var now = clock.instant();
        return erased.isRetired(name, now)
                || former.isKept(name, now) && (asker == null || !former.isKeptFor(asker, name, now));
    }

    /** Whether they had it before the one that they have. */
    boolean isKeptFor(UUID account, String username) {
        return former.isKeptFor(account, digest(username), clock.instant());
    }

    void keep(UUID account, String username) {
        former.keep(account, digest(username), clock.instant().plus(OF_THE_RENAMED));
    }

    /** The name tells by this whether it is the same, and nothing else of itself. */
    byte[] digest(String username) {
        return secrets.sign("retired_name", username.getBytes(UTF_8));
    }

    void release() {
        var now = clock.instant();
        erased.release(now);
        former.release(now);
    }

    /** Of somebody who is being erased; what was kept for them stays away, and is nobody's. */
    int retire(UUID account) {
        return former.retire(account);
    }

    Instant freeAt(Instant erasure) {
        return erasure.plus(OF_THE_ERASED);
    }
}
