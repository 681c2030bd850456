package io.overdub.analytics.warehouse;

import io.overdub.kernel.External;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

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
    default Answer ask(String sql, int mostRows, Duration patience) {
        return ask(sql, mostRows, patience, () -> false);
    }

    /** @param cancelled asked now and then while the answer is looked for; again when it fails */
    Answer ask(String sql, int mostRows, Duration patience, BooleanSupplier cancelled);

    /** Events of a class that occurred before then are over. */
    void forget(EventClass eventClass, Instant before);

    /** What the app was called wherever this account did something; nobody knows that any more once it is erased. */
    Set<String> installations(UUID account);

    /**
     * Nothing says any more that this account did something, or had something done to it: its rows, and those of its installations from
     * before it signed in, are nobody's; where others' rows name it, they name nobody. When it throws, some of it may be left.
     */
    void erase(UUID account, Set<String> installations);

    /**
     * Writes the events of a day to Parquet in the place that is set for it, in place of what was there.
     *
     * @return how many there are; empty where no place is set
     */
    OptionalLong export(LocalDate day);
}
