package io.overdub.connections.graph;

import java.time.temporal.ChronoUnit;

/** One of the edges between two people, to the millisecond: no engine loses that much. */
record Tie(Kind kind, Arrow arrow) {

    enum Kind {
        FOLLOW,
        REQUEST,
        MUTE,
        BLOCK
    }

    Tie {
        arrow = new Arrow(arrow.id(), arrow.from(), arrow.to(), arrow.at().truncatedTo(ChronoUnit.MILLIS));
    }
}
