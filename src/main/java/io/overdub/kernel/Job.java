package io.overdub.kernel;

import java.time.Duration;

/**
 * Work that recurs: a CDI bean with a {@link StableName}. One process at a time runs it; after a crash another takes over. Running it
 * twice, or late, must do no harm.
 */
public interface Job {

    /** The pause between the end of a run and the next. */
    Duration every();

    void run();
}
