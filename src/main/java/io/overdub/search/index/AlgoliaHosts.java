package io.overdub.search.index;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where Algolia is: hosts that stand in for each other, of another provider of names than the first one. One that failed is left out for five
 * minutes; when all have failed, all are tried again. Safe for many threads.
 */
final class AlgoliaHosts {

    private static final Duration OUT = Duration.ofMinutes(5);

    private final List<URI> hosts;
    private final Clock clock;
    private final Map<URI, Long> downUntil = new HashMap<>();

    AlgoliaHosts(List<URI> hosts, Clock clock) {
        this.hosts = List.copyOf(hosts);
        this.clock = clock;
    }

    /** @param first what stands behind the name of the application, such as {@code -dsn} for reading */
    static List<URI> of(String application, String first, SecureRandom chance) {
        var spare = new ArrayList<URI>();
        for (var i = 1; i <= 3; i++) {
            spare.add(URI.create("https://" + application + "-" + i + ".algolianet.com"));
        }
        Collections.shuffle(spare, chance);
        var all = new ArrayList<URI>();
        all.add(URI.create("https://" + application + first + ".algolia.net"));
        all.addAll(spare);
        return all;
    }

    /** In the order in which they are to be tried. */
    synchronized List<URI> up() {
        var now = clock.millis();
        var up = hosts.stream()
                .filter(host -> downUntil.getOrDefault(host, Long.MIN_VALUE) <= now)
                .toList();
        if (!up.isEmpty()) {
            return up;
        }
        downUntil.clear();
        return hosts;
    }

    synchronized void down(URI host) {
        downUntil.put(host, clock.millis() + OUT.toMillis());
    }
}
