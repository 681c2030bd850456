package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.External;
import io.overdub.search.index.SplitTest.Plan;
import io.overdub.search.index.SplitTest.Status;
import io.overdub.search.index.SplitTest.Variant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A/B tests of Algolia, on one index, whose variants differ in the parameters of a query. Those of other indexes are nobody's here. */
@External
final class AlgoliaSplitTests {

    /** The latest; more than one index can have at a time. */
    private static final int MOST = 100;

    private final AlgoliaIndex.Door reading;
    private final AlgoliaIndex.Door writing;
    private final AlgoliaTasks tasks;
    private final String index;

    AlgoliaSplitTests(AlgoliaIndex.Door reading, AlgoliaIndex.Door writing, AlgoliaTasks tasks, String index) {
        this.reading = reading;
        this.writing = writing;
        this.tasks = tasks;
        this.index = index;
    }

    List<SplitTest> all() {
        var answer = reading.make((client, application, key) -> client.splitTests(application, key, index, MOST));
        // Null where there are none.
        var tests = new ArrayList<SplitTest>();
        having("abtests", answer).path("abtests").forEach(test -> {
            if (isOurs(test)) {
                tests.add(test(test));
            }
        });
        return tests;
    }

    Optional<SplitTest> find(long id) {
        return reading.find((client, application, key) -> client.splitTest(application, key, id))
                .map(answer -> having("abTestID", answer))
                .filter(this::isOurs)
                .map(AlgoliaSplitTests::test);
    }

    /** A test is on the index of its first variant; whoever asks for ours by its name gets those that begin with it too. */
    private boolean isOurs(JsonNode test) {
        return test.path("variants").path(0).path("index").asText().equals(index);
    }

    /** Lest something else that was answered with 200 is taken for what was asked for. */
    private static JsonNode having(String name, JsonNode answer) {
        if (!answer.has(name)) {
            throw new EngineAway("Algolia");
        }
        return answer;
    }

    /**
     * Goes on with the one that runs under that name: whoever got no answer asks again.
     *
     * @throws EngineRefused when Algolia does not want it
     */
    SplitTest create(Plan plan) {
        var running = all().stream()
                .filter(test -> test.name().equals(plan.name()) && test.status() == Status.ACTIVE)
                .findFirst();
        return running.orElseGet(() -> begin(plan));
    }

    private SplitTest begin(Plan plan) {
        var today = Json.of("index", index, "trafficPercentage", 100 - plan.share(), "description", "as before");
        var other = Json.of("index", index, "trafficPercentage", plan.share(), "description", plan.name());
        other.set("customSearchParameters", plan.parameters());
        var told = Json.of(
                        "name",
                        plan.name(),
                        "endAt",
                        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
                                .withZone(ZoneOffset.UTC)
                                .format(plan.endAt()),
                        "variants",
                        List.of(today, other))
                .toString();
        var begun = writing.make((client, application, key) -> client.split(application, key, told));
        await(begun);
        return find(begun.path("abTestID").asLong()).orElseThrow(() -> new EngineRefused("Algolia", 404, "not there"));
    }

    /** @return empty when there is none */
    Optional<SplitTest> stop(long id) {
        if (find(id).isEmpty()) {
            return Optional.empty();
        }
        writing.find((client, application, key) -> client.stopSplit(application, key, id))
                .ifPresent(this::await);
        return find(id);
    }

    /** What has no task is done. */
    private void await(JsonNode written) {
        if (having("abTestID", written).hasNonNull("taskID")) {
            tasks.await(index, written);
        }
    }

    private static SplitTest test(JsonNode test) {
        var variants = new ArrayList<Variant>();
        test.path("variants")
                .forEach(one -> variants.add(new Variant(
                        one.path("trafficPercentage").asInt(),
                        one.path("description").asText(),
                        one.path("searchCount").asLong(),
                        one.path("clickCount").asLong(),
                        one.path("conversionCount").asLong(),
                        number(one.path("clickThroughRate")),
                        number(one.path("conversionRate")))));
        return new SplitTest(
                test.path("abTestID").asLong(),
                test.path("name").asText(),
                Status.of(test.path("status").asText()),
                moment(test.path("endAt")),
                variants,
                number(test.path("clickSignificance")),
                number(test.path("conversionSignificance")));
    }

    private static @Nullable Instant moment(JsonNode value) {
        try {
            return Instant.parse(value.asText());
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : null;
    }
}
