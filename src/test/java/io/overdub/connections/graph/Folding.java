package io.overdub.connections.graph;

import jakarta.inject.Singleton;

/** Folds tallies now, as the job does in a while. */
@Singleton
public class Folding {

    private final FoldTallies job;

    Folding(FoldTallies job) {
        this.job = job;
    }

    public void once() {
        job.run();
    }
}
