package io.overdub.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** JSON in the form that answers have, for rooms that put it elsewhere than into an answer. */
@Singleton
public class WireJson {

    private final ObjectMapper json;

    WireJson(ObjectMapper json) {
        this.json = json;
    }

    public byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getName() + " is not plain data", e);
        }
    }

    /** Fields that this version does not know are left out. @throws IOException when it is no JSON of this shape */
    public <T> T read(String text, Class<T> shape) throws IOException {
        return json.readValue(text, shape);
    }

    /**
     * Reads an object one element of its list at a time, to the end, so that it may be of any length.
     *
     * @param list the field whose elements are handed over; the others are only looked through
     * @throws IOException when it is no JSON, has no such list, or an element has another shape
     */
    public <T> void readEach(InputStream in, String list, Class<T> shape, Consumer<T> each) throws IOException {
        // What follows an element is the next one, not a fault.
        var element = json.readerFor(shape).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try (var parser = json.createParser(in)) {
            var found = false;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("No object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (!name.equals(list)) {
                    parser.skipChildren();
                } else if (value == JsonToken.START_ARRAY) {
                    found = true;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        each.accept(element.<T>readValue(parser));
                    }
                }
            }
            if (!found || parser.nextToken() != null) {
                throw new IOException(found ? "Something follows the object" : "No list " + list);
            }
        }
    }
}
