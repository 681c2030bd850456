package io.overdub.connections.graph;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Makes the other engine say of two people what the believed one says. */
@Singleton
@StableName("connections.copy_pair")
class CopyPair implements Subscriber<PairTouched> {

    private final Engines engines;

    CopyPair(Engines engines) {
        this.engines = engines;
    }

    @Override
    public String orderedBy(PairTouched event) {
        return event.one().compareTo(event.other()) < 0
                ? event.one() + ":" + event.other()
                : event.other() + ":" + event.one();
    }

    @Override
    public void on(PairTouched event) {
        engines.shadow().ifPresent(shadow -> {
            if (event.believed().equals(engines.believed())) {
                copy(engines.truth(), shadow, event.one(), event.other());
            } else {
                copy(shadow, engines.truth(), event.one(), event.other());
            }
        });
    }

    /**
     * Until what was copied is still true after it was: two who copy the same pair at a time may write in either order, but whoever writes
     * last looks last.
     */
    static void copy(GraphEngine from, GraphEngine to, UUID one, UUID other) {
        try {
            Set<Tie> ties;
            do {
                ties = from.ties(one, other);
                to.copy(one, other, ties);
            } while (!from.ties(one, other).equals(ties));
        } catch (GraphDown down) {
            throw new EngineAway("A graph of connections");
        }
    }
}
