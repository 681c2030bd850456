package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a room has yet to hear of something that one of its subscribers failed to take, on whatever process: what the room derives
 * from facts is then incomplete. Facts that are merely on their way do not count, and neither do parked ones.
 */
@Singleton
public class Arrears {

    private static final long GOOD_FOR_MS = 1_000;

    private record Known(boolean owed, long until) {}

    private final OutboxRepository outbox;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Arrears(OutboxRepository outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Remembered for a second; the query in between takes a moment of one caller.
     *
     * @param room the first part of its subscribers' stable names
     */
    public boolean areOwedTo(String room) {
        var now = clock.millis();
        var answer = known.get(room);
        if (answer == null || answer.until() <= now) {
            answer = new Known(outbox.owes(room + "."), now + GOOD_FOR_MS);
            known.put(room, answer);
        }
        return answer.owed();
    }
}
