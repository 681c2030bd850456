package io.overdub.analytics.warehouse;

import io.overdub.kernel.External;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When the engine does not answer, every method throws {@link io.overdub.kernel.EngineAway}. */
@External
public interface Warehouse {

    /** Whether this process may load: a file has one owner. */
    boolean isOurs();

    /** Those that are not in it yet are, when it returns; each id once, the first that came. */
    Loaded load(List<EventRow> rows);

    /**
     * What a single query answers; it can change nothing, and reach nothing but the tables of events.
     *
     * @throws QueryRefused when it is none, or fails, or takes too long
     */
    Answer ask(String sql, int mostRows, Duration patience);

    /** Events of a class that occurred before then are over. */
    void forget(EventClass eventClass, Instant before);
}
