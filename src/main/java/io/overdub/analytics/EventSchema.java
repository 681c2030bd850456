package io.overdub.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import io.overdub.analytics.warehouse.EventClass;
import java.util.Optional;

/** What a registered event looks like, in its newest version; that one takes what older ones took. */
record EventSchema(
        String name, int version, EventClass eventClass, String description, JsonNode definition, Schema rules) {

    private static final int LONGEST = 300;

    /** The first thing that is wrong, in the validator's words. */
    Optional<String> faultOf(JsonNode properties) {
        var errors = rules.validate(properties);
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(cut("properties" + errors.get(0).getInstanceLocation() + ": "
                        + errors.get(0).getMessage()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
