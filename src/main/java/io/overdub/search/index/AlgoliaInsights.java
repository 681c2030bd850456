package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.External;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Events of Algolia's Insights. Algolia takes all of a call or none; an event that it refuses by itself is counted and left out. What it
 * refuses for another reason than what is in it is told again later.
 */
@External
final class AlgoliaInsights {

    private static final Logger LOG = Logger.getLogger(AlgoliaInsights.class);

    /** Of one call; 400 kB or so, where it takes 2 MB. */
    private static final int MOST = 1_000;

    /** Algolia takes none that are 30 days old, by its own clock. */
    private static final Duration OLDEST = Duration.ofDays(29);

    private static final int OK = 200;

    /** Statuses of what is wrong with the events themselves, or of too many of them. */
    private static final Set<Integer> UNFIT = Set.of(400, 413, 422);

    private final AlgoliaIndex.Door door;
    private final String index;
    private final Clock clock;
    private final Counter lost;

    AlgoliaInsights(AlgoliaIndex.Door door, String index, MeterRegistry meters, Clock clock) {
        this.door = door;
        this.index = index;
        this.clock = clock;
        this.lost = Counter.builder("overdub.search.insights.lost")
                .description("uses of hits that Algolia refused, or that were too old to be told")
                .register(meters);
    }

    void tell(List<Use> uses) {
        var oldest = clock.instant().minus(OLDEST);
        var fresh = uses.stream().filter(use -> use.at().isAfter(oldest)).toList();
        lost.increment(uses.size() - fresh.size());
        for (var from = 0; from < fresh.size(); from += MOST) {
            send(fresh.subList(from, Math.min(fresh.size(), from + MOST)));
        }
    }

    private void send(List<Use> uses) {
        var events = Json.of("events", uses.stream().map(this::event).toList()).toString();
        try {
            var answer = door.make((client, application, key) -> client.events(application, key, events));
            check(answer);
        } catch (EngineRefused e) {
            if (!UNFIT.contains(e.status())) {
                LOG.warnf("Algolia is told later what people do with hits: %s", e.getMessage());
                throw new EngineAway("Algolia");
            }
            oneHalfAfterTheOther(uses, e);
        }
    }

    /** What was answered with 200 may say otherwise. */
    private static void check(JsonNode answer) {
        var status = answer.path("status").asInt();
        if (status >= 400 && status < 500) {
            throw new EngineRefused("Algolia", status, answer.path("message").asText());
        }
        if (status != OK) {
            throw new EngineAway("Algolia");
        }
    }

    private void oneHalfAfterTheOther(List<Use> uses, EngineRefused why) {
        if (uses.size() == 1) {
            lost.increment();
            LOG.warnf("Algolia does not want to hear of a %s: %s", uses.get(0).type(), why.getMessage());
            return;
        }
        send(uses.subList(0, uses.size() / 2));
        send(uses.subList(uses.size() / 2, uses.size()));
    }

    private ObjectNode event(Use use) {
        var event = Json.of(
                "eventType",
                use.type().name().toLowerCase(Locale.ROOT),
                "eventName",
                name(use.type()),
                "index",
                index,
                "userToken",
                use.person().toString(),
                "timestamp",
                use.at().toEpochMilli(),
                "objectIDs",
                List.of(AlgoliaRecord.id(use.hit().kind(), use.hit().key())));
        var trace = use.trace();
        if (trace != null && use.type() != Use.Type.VIEW) {
            event.put("queryID", trace.queryId());
        }
        // Of a click after a search only.
        if (trace != null && use.type() == Use.Type.CLICK) {
            event.set("positions", Json.array(List.of(trace.position())));
        }
        return event;
    }

    private static String name(Use.Type type) {
        return switch (type) {
            case CLICK -> "Hit opened";
            case CONVERSION -> "Hit used";
            case VIEW -> "Hit seen";
        };
    }
}
