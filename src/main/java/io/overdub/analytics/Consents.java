package io.overdub.analytics;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.overdub.kernel.Memories;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who wants only what is necessary to be recorded of them. */
@Singleton
public class Consents {

    private static final int REMEMBERED = 100_000;

    /** Within it a choice holds on every process. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private final ConsentRepository choices;
    private final LoadingCache<UUID, Boolean> known;

    Consents(ConsentRepository choices) {
        this.choices = choices;
        this.known = Memories.begin()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(GOOD_FOR)
                .build(CacheLoader.<UUID, Boolean>bulk(this::load));
    }

    public boolean isOptedOut(UUID account) {
        return known.get(account);
    }

    /** Those of these who do; one query for all of whom it is not known. */
    public Set<UUID> optedOutAmong(Collection<UUID> accounts) {
        return known.getAll(accounts).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private Map<UUID, Boolean> load(Set<? extends UUID> accounts) {
        var out = choices.optedOutAmong(List.copyOf(accounts));
        return accounts.stream().collect(toMap(account -> account, out::contains));
    }

    boolean choiceOf(UUID account) {
        return choices.optedOutAmong(List.of(account)).contains(account);
    }

    void choose(UUID account, boolean optedOut) {
        choices.put(account, optedOut);
        known.put(account, optedOut);
    }
}
