package io.overdub.analytics;

import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Source;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who is to be forgotten. What of theirs comes into the warehouse later, from a stream that is read again, comes as nobody's. */
@Singleton
class Erasures {

    static final UUID NOBODY = new UUID(0, 0);
    /** As long as every process may not know of one who was added. */
    static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);

    private static final long GOOD_FOR_MS = 10_000;
    private static final int SHOWN = 100;

    private final ErasureRepository rows;
    private final Clock clock;
    private volatile Known known = Known.NOTHING;

    /** @param installations of them all */
    private record Known(Map<UUID, Set<String>> accounts, Set<String> installations, long until) {

        static final Known NOTHING = new Known(Map.of(), Set.of(), 0);

        /** Whether it tells of an installation that nobody knew was theirs. */
        boolean isTaughtBy(EventRow row) {
            return row.account() != null
                    && row.installation() != null
                    && accounts.containsKey(row.account())
                    && !accounts.getOrDefault(row.account(), Set.of()).contains(row.installation());
        }

        boolean hasInstallationOf(EventRow row) {
            return row.account() == null && row.installation() != null && installations.contains(row.installation());
        }
    }

    Erasures(ErasureRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    void ask(UUID account) {
        rows.add(account);
        known = Known.NOTHING;
    }

    /** Whether somebody is in no event any more; the first time, it asks for that. */
    boolean isDone(UUID account) {
        var done = rows.isDone(account);
        if (done.isEmpty()) {
            ask(account);
        }
        return done.orElse(false);
    }

    List<Erasure> newest() {
        return rows.newest(SHOWN);
    }

    /** The rows as they may be kept. Which installations are theirs is written down first: these rows will not tell again. */
    List<EventRow> cleared(List<EventRow> some) {
        var gone = known();
        if (gone.accounts().isEmpty()) {
            return some;
        }
        if (some.stream().anyMatch(gone::isTaughtBy)) {
            some.stream().filter(gone::isTaughtBy).forEach(this::learn);
            known = Known.NOTHING;
            gone = known();
        }
        var all = gone;
        return some.stream().map(row -> cleared(row, all)).toList();
    }

    private void learn(EventRow row) {
        if (row.account() != null && row.installation() != null) {
            rows.link(row.account(), List.of(row.installation()));
        }
    }

    private static EventRow cleared(EventRow row, Known gone) {
        var cleared = gone.hasInstallationOf(row) ? row.anonymous() : row;
        if (row.account() != null && gone.accounts().containsKey(row.account())) {
            cleared = cleared(cleared, row.account());
        }
        return row.author() != null && gone.accounts().containsKey(row.author())
                ? cleared(cleared, row.author())
                : cleared;
    }

    /** Facts of rooms tell more of somebody than their id. */
    static EventRow cleared(EventRow row, UUID gone) {
        var properties = row.properties();
        var named = properties.contains(gone.toString());
        return row.without(
                gone,
                named && row.source() == Source.SERVER ? "{}" : properties.replace(gone.toString(), NOBODY.toString()));
    }

    private Known known() {
        var now = clock.millis();
        var current = known;
        if (current.until() <= now) {
            var all = rows.all();
            var installations = all.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            current = new Known(all, installations, now + GOOD_FOR_MS);
            known = current;
        }
        return current;
    }
}
