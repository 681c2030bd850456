package io.overdub.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.kernel.Secrets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Usernames of those who were erased: for 90 days nobody else can pass for them. */
@Singleton
class RetiredNames {

    private static final Duration WINDOW = Duration.ofDays(90);

    private final ErasureRepository rows;
    private final Secrets secrets;
    private final Clock clock;

    RetiredNames(ErasureRepository rows, Secrets secrets, Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.clock = clock;
    }

    boolean has(String username) {
        return rows.isRetired(digest(username), clock.instant());
    }

    /** The name tells by this whether it is the same, and nothing else of itself. */
    byte[] digest(String username) {
        return secrets.sign("retired_name", username.getBytes(UTF_8));
    }

    Instant freeAt(Instant erased) {
        return erased.plus(WINDOW);
    }
}
