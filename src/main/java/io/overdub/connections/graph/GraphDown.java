package io.overdub.connections.graph;

import io.overdub.kernel.Outage;
import io.overdub.kernel.Refusal;
import java.time.Duration;

/** The engine did not do it, or did not say so. Nothing may be concluded; the same request may succeed a little later. */
final class GraphDown extends Refusal implements Outage {

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    GraphDown() {
        super(Kind.UNAVAILABLE, "connections_unavailable", "Who follows whom cannot be told now: try again", A_WHILE);
    }
}
