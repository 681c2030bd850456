package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.overdub.search.index.AlgoliaServer.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Insights: takes all events of a call or none, and looks no further than at their form. */
final class AlgoliaInbox {

    /** What no event may be about. */
    static final String POISON = "tag:poison";

    private static final int MOST = 1_000;
    private static final Set<String> FIELDS =
            Set.of("eventType", "eventName", "index", "userToken", "timestamp", "objectIDs", "queryID", "positions");

    private final List<JsonNode> events = new ArrayList<>();

    List<JsonNode> events() {
        return List.copyOf(events);
    }

    JsonNode take(JsonNode body) throws Refused {
        var given = body.path("events");
        check(body.size() == 1 && !given.isEmpty() && given.size() <= MOST, "1 to 1,000 events");
        for (var event : given) {
            check(event);
        }
        given.forEach(events::add);
        return Json.of("status", 200, "message", "OK");
    }

    private static void check(JsonNode event) throws Refused {
        for (var name : (Iterable<String>) event::fieldNames) {
            check(FIELDS.contains(name), "no such field: " + name);
        }
        var type = event.path("eventType").asText();
        check(Set.of("click", "conversion", "view").contains(type), "eventType");
        check(event.path("eventName").asText().matches("[ -~]{1,64}"), "eventName");
        check(event.path("userToken").asText().matches("[a-zA-Z0-9_=/+-]{1,129}"), "userToken");
        check(event.path("index").asText().equals("tests"), "index");
        check(event.path("timestamp").asLong() > 1_000_000_000_000L, "timestamp in milliseconds");
        var objects = event.path("objectIDs");
        check(!objects.isEmpty() && objects.size() <= 20, "1 to 20 objectIDs");
        check(!objects.toString().contains(POISON), "objectIDs");
        if (event.has("queryID")) {
            check(!type.equals("view"), "a view comes from no query");
            check(event.path("queryID").asText().matches("[a-zA-Z0-9_]{1,128}"), "queryID");
        }
        check(event.has("positions") == (type.equals("click") && event.has("queryID")), "positions of a click");
        if (event.has("positions")) {
            check(event.path("positions").size() == objects.size(), "a position for each object");
            check(event.path("positions").path(0).asInt() >= 1, "positions from 1");
        }
    }

    private static void check(boolean isFit, String what) throws Refused {
        if (!isFit) {
            throw new Refused(422, what);
        }
    }
}
