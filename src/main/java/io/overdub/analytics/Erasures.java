package io.overdub.analytics;

import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Source;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

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
    private volatile Known known = new Known(Set.of(), 0);

    private record Known(Set<UUID> accounts, long until) {}

    Erasures(ErasureRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    void ask(UUID account) {
        rows.add(account);
        known = new Known(Set.of(), 0);
    }

    List<Erasure> newest() {
        return rows.newest(SHOWN);
    }

    /** The rows as they may be kept. */
    List<EventRow> cleared(List<EventRow> some) {
        var gone = accounts();
        return gone.isEmpty()
                ? some
                : some.stream().map(row -> cleared(row, gone)).toList();
    }

    private static EventRow cleared(EventRow row, Set<UUID> gone) {
        var cleared = row;
        if (row.account() != null && gone.contains(row.account())) {
            cleared = cleared(cleared, row.account());
        }
        return row.author() != null && gone.contains(row.author()) ? cleared(cleared, row.author()) : cleared;
    }

    /** Facts of rooms tell more of somebody than their id. */
    static EventRow cleared(EventRow row, UUID gone) {
        var properties = row.properties();
        var named = properties.contains(gone.toString());
        return row.without(
                gone,
                named && row.source() == Source.SERVER ? "{}" : properties.replace(gone.toString(), NOBODY.toString()));
    }

    private Set<UUID> accounts() {
        var now = clock.millis();
        var current = known;
        if (current.until() <= now) {
            current = new Known(rows.all(), now + GOOD_FOR_MS);
            known = current;
        }
        return current.accounts();
    }
}
