package io.overdub.connections.graph;

import io.overdub.kernel.Refusal;

final class NoOtherEngine extends Refusal {

    NoOtherEngine() {
        super(
                Kind.CONFLICT,
                "no_other_engine",
                "There is nothing to compare with: connections.graph.shadow names no engine");
    }
}
