package io.overdub.connections;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Follows that began or ended while nobody could tell of it: a process died in between, or an answer of the graph got lost. */
@Singleton
@StableName("connections.tell_late_follows")
class TellLateFollows implements Job {

    /** By then whoever made it has long told, or given up. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final FollowGraph graph;
    private final Clock clock;

    TellLateFollows(FollowGraph graph, Clock clock) {
        this.graph = graph;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        graph.tellLate(clock.instant().minus(LATE));
    }
}
