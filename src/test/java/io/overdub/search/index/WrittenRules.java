package io.overdub.search.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.ConstructorDetector;

/** Rules as JSON, the way they are saved. */
final class WrittenRules {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .setConstructorDetector(ConstructorDetector.USE_PROPERTIES_BASED);

    private WrittenRules() {}

    static Rules read(String json) {
        try {
            return JSON.readValue(json, Rules.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
