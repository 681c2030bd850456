package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One after the other, of those in this process who are about to lock the same row. They would wait for each other anyway, in PostgreSQL and
 * each with a connection: the few that there are would all wait for what is popular just now, and nobody else would get one. Not to be asked
 * for within a transaction, nor within another turn. At the end of the line, first come, first served; who finds {@value #MOST_WAITING} there,
 * or waits for {@value #PATIENCE_SECONDS} s, is told to come again, and nothing was done.
 */
@Singleton
public class Turns {

    /** Things that share one wait for each other too, which only takes longer. */
    private static final int LINES = 1_024;

    /** Fewer than may be inside at once, so that one thing does not keep everybody from all others. */
    private static final int MOST_WAITING = 50;

    private static final int PATIENCE_SECONDS = 3;

    private final Bulkhead[] lines = IntStream.range(0, LINES)
            .mapToObj(line -> new Bulkhead(1, Duration.ofSeconds(PATIENCE_SECONDS), TooPopular::new))
            .toArray(Bulkhead[]::new);

    public void of(UUID thing, Runnable work) {
        get(thing, () -> {
            work.run();
            return true;
        });
    }

    public <T> T get(UUID thing, Supplier<T> work) {
        var line = lines[Math.floorMod(thing.hashCode(), LINES)];
        if (line.waiting() >= MOST_WAITING) {
            throw new TooPopular();
        }
        return line.run(work);
    }

    private static final class TooPopular extends Refusal {
        TooPopular() {
            super(
                    Kind.UNAVAILABLE,
                    "unavailable",
                    "Too many do something about the same at once",
                    Duration.ofSeconds(1));
        }
    }
}
