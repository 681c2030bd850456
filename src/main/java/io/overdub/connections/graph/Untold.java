package io.overdub.connections.graph;

import io.overdub.kernel.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Between whom a follow began or ended, until it is told: a row of PostgreSQL for what another store cannot do together with it. */
@Singleton
class Untold {

    private final UntoldRepository rows;
    private final Ids ids;
    private final Clock clock;

    Untold(UntoldRepository rows, Ids ids, Clock clock) {
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
    }

    Arrow note(UUID follower, UUID followee) {
        var note = new Arrow(ids.next(), follower, followee, clock.instant());
        rows.add(note);
        return note;
    }

    /** Tells and forgets together, or neither. */
    void tell(Arrow note, Runnable told) {
        QuarkusTransaction.requiringNew().run(() -> {
            told.run();
            rows.remove(note.id());
        });
    }

    /** Tells, and keeps the note for whoever looks again later. */
    void tellAndKeep(Runnable told) {
        QuarkusTransaction.requiringNew().run(told);
    }

    void forget(Arrow note) {
        rows.remove(note.id());
    }

    List<Arrow> before(Instant then, int limit) {
        return rows.before(then, limit);
    }
}
