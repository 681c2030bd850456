package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

/**
 * What people have seen of late. In PostgreSQL, one row for each day of each person who watches, so that it is there when Redis is not; a
 * page costs one query.
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

    Marks by(AccountId viewer) {
        return Marks.of(rows.since(viewer.value(), today().minusDays(MEMORY.toDays())).stream()
                .mapToLong(Long::longValue));
    }

    /** Repeating it changes nothing. */
    void add(AccountId viewer, Collection<UUID> dubs) {
        if (!dubs.isEmpty()) {
            rows.add(
                    viewer.value(),
                    today(),
                    dubs.stream().map(Marks::of).distinct().toList());
        }
    }

    void forget(AccountId viewer) {
        rows.forget(viewer.value());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
