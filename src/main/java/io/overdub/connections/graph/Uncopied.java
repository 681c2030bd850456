package io.overdub.connections.graph;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Between whom something is about to change, until it is handed on to be copied. */
@Singleton
class Uncopied {

    private static final int HANDED_ON = 100;

    private final UncopiedRepository rows;
    private final Engines engines;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Uncopied(UncopiedRepository rows, Engines engines, Outbox outbox, Ids ids, Clock clock) {
        this.rows = rows;
        this.engines = engines;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    Arrow note(UUID one, UUID other) {
        var note = new Arrow(ids.next(), one, other, clock.instant());
        rows.add(note);
        return note;
    }

    void handOn(Arrow note) {
        QuarkusTransaction.requiringNew().run(() -> {
            outbox.publish(new PairTouched(engines.believed(), note.from(), note.to()));
            rows.remove(note.id());
        });
    }

    /** Whoever noted it died, or does not know whether it was done. */
    void handOnLate(Instant before) {
        rows.before(before, HANDED_ON).forEach(this::handOn);
    }
}
