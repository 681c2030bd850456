package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.search.index.AlgoliaServer.Refused;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The A/B tests of an application. */
final class AlgoliaLab {

    private final Map<Long, ObjectNode> tests = new TreeMap<>();

    /** @param task the number of the one that makes it */
    JsonNode create(JsonNode body, Set<String> indexes, long task) throws Refused {
        check(body.path("name").asText().length() > 0, "name");
        check(isLater(body.path("endAt").asText()), "endAt");
        var variants = body.path("variants");
        check(variants.size() >= 2, "variants");
        var share = 0;
        var of = new HashSet<String>();
        var parameters = false;
        for (var variant : variants) {
            share += variant.path("trafficPercentage").asInt();
            of.add(variant.path("index").asText());
            parameters |= variant.has("customSearchParameters");
            check(!variant.path("customSearchParameters").has("nonsense"), "Unknown parameter: nonsense");
        }
        check(share == 100, "the traffic is not 100 percent");
        check(indexes.containsAll(of), "index");
        check(!parameters || of.size() == 1, "parameters are for variants of one index");
        var id = tests.size() + 1L;
        var test = body.<ObjectNode>deepCopy();
        test.put("abTestID", id);
        test.put("status", "active");
        tests.put(id, test);
        return Json.of("abTestID", id, "index", variants.path(0).path("index").asText(), "taskID", task);
    }

    private static boolean isLater(String end) {
        try {
            return Instant.parse(end).isAfter(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    JsonNode all() {
        return Json.of("abtests", tests.values(), "count", tests.size(), "total", tests.size());
    }

    ObjectNode find(long id) throws Refused {
        var test = tests.get(id);
        if (test == null) {
            throw new Refused(404, "ABTestID not found");
        }
        return test;
    }

    JsonNode stop(long id, long task) throws Refused {
        find(id).put("status", "stopped");
        return Json.of("abTestID", id, "index", "tests", "taskID", task);
    }

    private static void check(boolean isFit, String what) throws Refused {
        if (!isFit) {
            throw new Refused(400, what);
        }
    }
}
