package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.External;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Brings settings, rules and synonyms to Algolia, where clients that search there directly meet them.
 *
 * <p>The settings carry a print of what was pushed, so that what somebody changed by hand in the dashboard is noticed, told and undone.
 *
 * <p>Replicas, which the team may have made to sort otherwise, hear of everything but what the index is sorted by.
 */
@External
final class AlgoliaRules {

    private static final Logger LOG = Logger.getLogger(AlgoliaRules.class);

    /** To look at rules and synonyms takes two calls more; at settings one looks with each push. */
    private static final Duration LOOKED_AT = Duration.ofMinutes(1);

    /** More than our rules can come to. */
    private static final String EVERYTHING =
            Json.of("query", "", "hitsPerPage", 1_000).toString();

    private final AlgoliaIndex.Door reading;
    private final AlgoliaIndex.Door writing;
    private final AlgoliaTasks tasks;
    private final Clock clock;
    private final Counter edits;
    private volatile Instant lookedAt = Instant.EPOCH;

    AlgoliaRules(
            AlgoliaIndex.Door reading,
            AlgoliaIndex.Door writing,
            AlgoliaTasks tasks,
            MeterRegistry meters,
            Clock clock) {
        this.reading = reading;
        this.writing = writing;
        this.tasks = tasks;
        this.clock = clock;
        this.edits = Counter.builder("overdub.search.algolia.edits")
                .description("times that somebody had changed settings, rules or synonyms at Algolia by hand")
                .register(meters);
    }

    /** Says what holds; waits until it does. Does nothing where all of it holds already. */
    void push(String index, Rules rules) {
        var wanted = AlgoliaForms.of(rules);
        var found = settings(index);
        var told = found.map(AlgoliaRules::told).orElseGet(Json::of);
        if (!told.isEmpty()) {
            var isWanted = told.path("settings").asText().equals(wanted.print())
                    && told.path("extras").asText().equals(wanted.printOfExtras());
            var isAsLeft = told.path("settings").asText().equals(wanted.printOf(found.orElseThrow()))
                    && !(isWanted && isTimeToLook() && differs(index, wanted));
            if (isAsLeft && isWanted) {
                return;
            }
            if (!isAsLeft) {
                edits.increment();
                LOG.warnf("Somebody has changed %s at Algolia by hand; what search.rules say holds again", index);
            }
        }
        write(index, wanted);
    }

    /** Whether we have told this index what holds. */
    boolean isOurs(String index) {
        return settings(index).filter(found -> !told(found).isEmpty()).isPresent();
    }

    private Optional<JsonNode> settings(String index) {
        return reading.find((client, application, key) -> client.settings(application, key, index));
    }

    /** What we left in the settings about ourselves; empty when nothing. */
    private static ObjectNode told(JsonNode settings) {
        return settings.path("userData").path("overdub") instanceof ObjectNode told ? told.deepCopy() : Json.of();
    }

    private boolean isTimeToLook() {
        var now = clock.instant();
        var isTime = Duration.between(lookedAt, now).compareTo(LOOKED_AT) >= 0;
        if (isTime) {
            lookedAt = now;
        }
        return isTime;
    }

    private boolean differs(String index, AlgoliaForms wanted) {
        var rules = reading.find((client, application, key) -> client.findRules(application, key, index, EVERYTHING));
        var synonyms =
                reading.find((client, application, key) -> client.findSynonyms(application, key, index, EVERYTHING));
        return rules.isPresent() && differ(wanted.rules(), rules.get())
                || synonyms.isPresent() && differ(wanted.synonyms(), synonyms.get());
    }

    private static boolean differ(Collection<ObjectNode> wanted, JsonNode found) {
        var there = new HashMap<String, JsonNode>();
        found.path("hits").forEach(one -> there.put(one.path("objectID").asText(), one));
        return there.size() != wanted.size()
                || wanted.stream()
                        .anyMatch(one -> !isIn(
                                one, there.getOrDefault(one.path("objectID").asText(), Json.of())));
    }

    /** Algolia adds to what it was told. */
    private static boolean isIn(JsonNode wanted, JsonNode found) {
        if (wanted.isObject()) {
            return wanted.properties().stream().allMatch(one -> isIn(one.getValue(), found.path(one.getKey())));
        }
        if (!wanted.isArray()) {
            return wanted.asText().equals(found.asText());
        }
        for (var i = 0; i < wanted.size(); i++) {
            if (!isIn(wanted.path(i), found.path(i))) {
                return false;
            }
        }
        return wanted.size() == found.size();
    }

    private void write(String index, AlgoliaForms wanted) {
        var rules = Json.array(wanted.rules()).toString();
        tasks.await(
                index,
                writing.make((client, application, key) -> client.rules(application, key, index, true, true, rules)));
        var synonyms = Json.array(wanted.synonyms()).toString();
        tasks.await(
                index,
                writing.make(
                        (client, application, key) -> client.synonyms(application, key, index, true, true, synonyms)));
        set(index, true, wanted.shared());
        // Last, so that the print tells that all of it was done.
        var own = wanted.own().deepCopy();
        own.set("userData", Json.of("overdub", Json.of("settings", wanted.print(), "extras", wanted.printOfExtras())));
        set(index, false, own);
        lookedAt = clock.instant();
    }

    /** What is not among the settings stays: above all the list of replicas, from which whatever is missing would be cut off. */
    private void set(String index, boolean replicas, ObjectNode settings) {
        var told = settings.toString();
        tasks.await(
                index, writing.make((client, application, key) -> client.set(application, key, index, replicas, told)));
    }

    /** Writes down in an index that is about to take the place of another which replicas that one has. */
    void noteReplicas(String index, String heir) {
        var replicas = settings(index).map(AlgoliaRules::replicas).orElseGet(List::of);
        var told = settings(heir).map(AlgoliaRules::told).orElseGet(Json::of);
        if (!replicas(told).equals(replicas)) {
            told.set("replicas", Json.array(replicas));
            set(heir, false, Json.of("userData", Json.of("overdub", told)));
        }
    }

    /** Gives an index the replicas of the one whose place it took, if it has lost some on the way; always all of them. */
    void keepReplicas(String index) {
        var found = settings(index).orElseGet(Json::of);
        var noted = replicas(told(found));
        var all = new TreeSet<>(replicas(found));
        if (all.addAll(noted)) {
            set(index, false, Json.of("replicas", all));
        }
    }

    private static List<String> replicas(JsonNode settings) {
        var names = new ArrayList<String>();
        settings.path("replicas").forEach(name -> names.add(name.asText()));
        return names;
    }
}
