package io.overdub.analytics;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Who wants only what is necessary to be recorded of them. */
@Singleton
class Consents {

    private static final int REMEMBERED = 100_000;

    /** Within it a choice holds on every process. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private final ConsentRepository choices;
    private final LoadingCache<UUID, Boolean> known;

    Consents(ConsentRepository choices) {
        this.choices = choices;
        this.known = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(GOOD_FOR)
                .build(choices::isOptedOut);
    }

    boolean isOptedOut(UUID account) {
        return known.get(account);
    }

    boolean choiceOf(UUID account) {
        return choices.isOptedOut(account);
    }

    void choose(UUID account, boolean optedOut) {
        choices.put(account, optedOut);
        known.put(account, optedOut);
    }
}
