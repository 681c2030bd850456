package io.overdub.quotes;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets tests of other rooms fold the counts of uses when they want it. */
@Singleton
public class Folding {

    private final FoldUsage job;

    Folding(FoldUsage job) {
        this.job = job;
    }

    public void once() {
        job.run();
    }

    public void whileTrue(AtomicBoolean busy) {
        while (busy.get()) {
            job.run();
        }
    }
}
