package io.overdub.analytics;

import io.overdub.kernel.EngineAway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** An app that follows the rules of the README for whoever sends events, or breaks some of them. It lives second by second. */
final class SimulatedPhone {

    enum Manners {
        GOOD,
        /** Tries again at once, whatever it is told. */
        IMPATIENT,
        /** Sends everything again, also what was acknowledged. */
        REPEATING,
        /** Sends what was rejected too, again and again. */
        STUBBORN
    }

    /** Takes what a phone sends, as the intake does. */
    interface Server {
        Receipt take(byte[] body);
    }

    private static final int TOGETHER = 20;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Manners manners;
    private final Random chance;
    private final Deque<Map<String, Object>> waiting = new ArrayDeque<>();
    private final Set<UUID> made = new HashSet<>();
    private final Set<UUID> acknowledged = new HashSet<>();
    private List<Map<String, Object>> batch = List.of();
    private Instant nextTry = Instant.MIN;
    private int failures;
    private int attempts;

    SimulatedPhone(Manners manners, long seed) {
        this.manners = manners;
        this.chance = new Random(seed);
    }

    Manners manners() {
        return manners;
    }

    Set<UUID> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    boolean hasSentAll() {
        return acknowledged.containsAll(made);
    }

    /** How often it has tried to send since it was asked last. */
    int attempts() {
        var count = attempts;
        attempts = 0;
        return count;
    }

    /** One second, in which the person may do something, or leave the app. */
    void lives(Instant now, Server server, boolean someoneIsThere) {
        if (someoneIsThere && chance.nextInt(6) == 0) {
            happens(now);
        }
        var leaves = !someoneIsThere || chance.nextInt(60) == 0;
        if (batch.isEmpty() && (waiting.size() >= TOGETHER || leaves && !waiting.isEmpty())) {
            batch = new ArrayList<>();
            while (!waiting.isEmpty() && batch.size() < TOGETHER) {
                batch.add(waiting.poll());
            }
        }
        if (!batch.isEmpty() && !now.isBefore(nextTry)) {
            sends(now, server);
        }
    }

    private void happens(Instant now) {
        var event = Sent.with(Sent.opened(), "occurred_at", now.toString());
        made.add(idOf(event));
        waiting.add(event);
    }

    private void sends(Instant now, Server server) {
        attempts++;
        var body = Sent.json(Sent.batch(now, batch));
        try {
            acknowledges(server.take(body));
            if (manners == Manners.REPEATING) {
                server.take(body);
            }
            failures = 0;
        } catch (IntakeFull | EngineAway e) {
            waits(now);
        }
    }

    private void acknowledges(Receipt receipt) {
        var rejected = new HashSet<Integer>();
        receipt.rejected().forEach(one -> rejected.add(one.index()));
        for (var index = 0; index < batch.size(); index++) {
            if (!rejected.contains(index)) {
                acknowledged.add(idOf(batch.get(index)));
            } else if (manners == Manners.STUBBORN) {
                waiting.add(batch.get(index));
            }
        }
        batch = List.of();
    }

    /** 1 s, 2 s, 4 s and so on, each shortened or lengthened by up to a half; what the server asks for is the least. */
    private void waits(Instant now) {
        if (manners != Manners.IMPATIENT) {
            var step = SHORTEST.multipliedBy(1L << Math.min(failures, 9));
            var most = step.compareTo(LONGEST) > 0 ? LONGEST : step;
            nextTry = now.plusMillis((long) (most.toMillis() * (0.5 + chance.nextDouble())));
            failures++;
        }
    }

    private static UUID idOf(Map<String, Object> event) {
        return UUID.fromString(String.valueOf(event.get("id")));
    }
}
