package io.overdub.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.overdub.kernel.Refusal;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON bodies, in place of Quarkus' own reader: a missing body, and a {@code null}, is refused unless the handler's parameter is
 * {@code @Nullable}, and what is wrong is said in the words of the wire.
 */
@Provider
@Consumes({"application/json", "application/*+json"})
class JsonReader implements ServerMessageBodyReader<Object> {

    private final ObjectMapper json;
    private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    JsonReader(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo handler, MediaType mediaType) {
        return isOurs(type);
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return isOurs(type);
    }

    private static boolean isOurs(Class<?> type) {
        return type != String.class
                && type != byte[].class
                && !InputStream.class.isAssignableFrom(type)
                && !Reader.class.isAssignableFrom(type);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Object readFrom(Class<Object> type, Type genericType, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        var body = read(genericType, context.getInputStream());
        if (body == null && !mayBeMissing(type, context.getResteasyReactiveResourceInfo())) {
            throw Malformed.json("A JSON body is required");
        }
        return body;
    }

    @Override
    @SuppressWarnings("NullAway")
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        return read(genericType, stream);
    }

    private @Nullable Object read(Type type, InputStream stream) throws IOException {
        var bytes = stream.readAllBytes();
        if (bytes.length == 0) {
            return null;
        }
        try {
            return readers.computeIfAbsent(type, t -> json.readerFor(json.constructType(t)))
                    .readValue(bytes);
        } catch (JsonProcessingException e) {
            throw refusal(e);
        }
    }

    private static boolean mayBeMissing(Class<?> type, ResteasyReactiveResourceInfo handler) {
        for (var parameter : handler.getMethod().getParameters()) {
            if (parameter.getType() == type) {
                return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
            }
        }
        return false;
    }

    static Refusal refusal(JsonProcessingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        if (failure instanceof JsonStrictness.UnsoundText unsound) {
            return Malformed.text(path(unsound));
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Malformed.json(path(mapping), expectation(mapping));
        }
        // Jackson's own words would name our classes.
        var location = failure.getLocation();
        return Malformed.json(
                location == null || failure instanceof MismatchedInputException
                        ? "The body is not the one JSON value that belongs here"
                        : "The body is not JSON from line %d, column %d on"
                                .formatted(location.getLineNr(), location.getColumnNr()));
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String expectation(JsonMappingException failure) {
        var type = failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return "is not valid";
        } else if (type == String.class) {
            return "must be text";
        } else if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        } else if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return "must be a number";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a whole number in range";
        } else if (type == Instant.class) {
            return "must be a time such as 2025-01-31T12:00:00.000Z";
        } else if (type.isEnum()) {
            return "must be one of " + names(type);
        } else if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        }
        return "is not valid";
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> WireNames.of((Enum<?>) constant))
                .collect(Collectors.joining(", "));
    }
}
