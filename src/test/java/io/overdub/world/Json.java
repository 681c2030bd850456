package io.overdub.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.ResponseBodyExtractionOptions;

/**
 * Reads what every story needs. REST Assured compiles each of its paths, which took longer than the requests; for what a test looks at
 * they are fine.
 */
final class Json {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    static JsonNode of(ResponseBodyExtractionOptions answer) {
        try {
            return JSON.readTree(answer.asString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer is JSON", e);
        }
    }

    /** @throws IllegalStateException when there is none */
    static String id(ResponseBodyExtractionOptions answer) {
        return of(answer).required("id").asText();
    }
}
