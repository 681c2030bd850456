package io.overdub.uploads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps a claim while its work goes on, at the price of a short transaction every ten seconds. For one thread. */
final class Lease {

    private static final Duration RENEWED_AFTER = UploadEntity.LEASE.dividedBy(3);

    private final UploadBook book;
    private final Claim claim;
    private final Clock clock;
    private Instant due;

    Lease(UploadBook book, Claim claim, Clock clock) {
        this.book = book;
        this.claim = claim;
        this.clock = clock;
        this.due = clock.instant().plus(RENEWED_AFTER);
    }

    /** @throws ClaimLost when somebody else decides by now */
    void keep() {
        var now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        if (!book.renew(claim)) {
            throw new ClaimLost(claim);
        }
        due = now.plus(RENEWED_AFTER);
    }

    /** Ends work that nobody waits for. */
    static final class ClaimLost extends RuntimeException {
        ClaimLost(Claim claim) {
            super(claim.id() + " is completed by somebody else", null, false, false);
        }
    }
}
