package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What people have seen of late. In PostgreSQL, one row for each day of each person who watches, so that it is there when Redis is not; a
 * page costs one query. Of an id the 62 random bits are kept: of 10,000 dubs seen, one in 10^14 others is taken for one of them.
 */
@ApplicationScoped
class Seen {

    /** Whole days, so up to one more. */
    static final Duration MEMORY = Duration.ofDays(14);

    private final SeenRepository rows;
    private final Clock clock;

    Seen(SeenRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    record Dubs(Set<Long> marks) {

        static final Dubs NONE = new Dubs(Set.of());

        boolean isEmpty() {
            return marks.isEmpty();
        }

        boolean has(DubId dub) {
            return marks.contains(mark(dub.value()));
        }
    }

    Dubs by(AccountId viewer) {
        return new Dubs(new HashSet<>(rows.since(viewer.value(), today().minusDays(MEMORY.toDays()))));
    }

    /** Repeating it changes nothing. */
    void add(AccountId viewer, Collection<UUID> dubs) {
        if (!dubs.isEmpty()) {
            rows.add(
                    viewer.value(),
                    today(),
                    dubs.stream().map(Seen::mark).distinct().toList());
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static long mark(UUID id) {
        return id.getLeastSignificantBits();
    }
}
