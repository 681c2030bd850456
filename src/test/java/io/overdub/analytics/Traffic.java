package io.overdub.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * What many phones send: a fifth of the events twice, one in twenty none, in no order. Each is made when it is sent, so that a million need no
 * room; how many there are, {@code -Devents.path=1000000} says.
 */
final class Traffic {

    /** How often whoever works on it has a turn meanwhile. */
    static final int SPELLS = 20;

    private static final Logger LOG = Logger.getLogger(Traffic.class);
    private static final Instant SENT_AT = Instant.parse("2026-01-31T12:00:00Z");
    private static final int TOGETHER = 100;
    /** From here on a test says how far it is. */
    private static final int LONG = 100_000;

    private final UUID run = UUID.randomUUID();
    private final int events;
    private final Set<Integer> bad = new HashSet<>();
    private final List<Integer> order = new ArrayList<>();

    /** What is done after each spell, with its number. */
    interface Work {
        void afterSpell(int number);
    }

    /** @param usually how many, when nobody says anything else */
    Traffic(int usually, long seed) {
        this.events = Integer.getInteger("events.path", usually);
        var chance = new Random(seed);
        for (var number = 0; number < events; number++) {
            order.add(number);
            if (chance.nextInt(20) == 0) {
                bad.add(number);
            }
            if (chance.nextInt(5) == 0) {
                order.add(number);
            }
        }
        Collections.shuffle(order, chance);
    }

    void flow(Intake intake, Work work) {
        var batches = (order.size() + TOGETHER - 1) / TOGETHER;
        for (var batch = 0; batch < batches; batch++) {
            var some = order.subList(batch * TOGETHER, Math.min(order.size(), (batch + 1) * TOGETHER));
            intake.take(
                    Sent.json(Sent.batch(SENT_AT, some.stream().map(this::event).toList())), null, "203.0.113.77");
            var spell = (batch + 1) * SPELLS / batches;
            if (spell > batch * SPELLS / batches) {
                work.afterSpell(spell);
                if (events >= LONG) {
                    LOG.infof("%d %% of %d events are through", spell * 100 / SPELLS, events);
                }
            }
        }
    }

    private Map<String, Object> event(int number) {
        var event = Sent.event("error_shown", Map.of("code", run.toString(), "where", "place " + number));
        event.put("id", id(number).toString());
        if (bad.contains(number)) {
            spoil(event, number);
        }
        return event;
    }

    private void spoil(Map<String, Object> event, int number) {
        switch (number % 3) {
            case 0 -> event.put("properties", Map.of("code", run.toString(), "where", number));
            case 1 -> event.put("name", "nobody_registered_this");
            default -> event.put("occurred_at", "1970-01-01T00:00:00Z");
        }
    }

    /** Those of a run follow on each other. */
    private UUID id(int number) {
        return new UUID(run.getMostSignificantBits(), number + 1L);
    }

    /** What is to be found in every event, and in every one that is none. */
    UUID run() {
        return run;
    }

    UUID beforeAll() {
        return id(-1);
    }

    UUID afterAll() {
        return id(events);
    }

    Set<UUID> valid() {
        return ids(false);
    }

    Set<UUID> poison() {
        return ids(true);
    }

    private Set<UUID> ids(boolean poisonous) {
        var ids = new HashSet<UUID>();
        IntStream.range(0, events)
                .filter(number -> bad.contains(number) == poisonous)
                .forEach(number -> ids.add(id(number)));
        return ids;
    }
}
