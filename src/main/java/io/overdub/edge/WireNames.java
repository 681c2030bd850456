package io.overdub.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Constants in paths and queries are called as in JSON: lower-case, or what their {@code @JsonProperty} says. */
@Provider
class WireNames implements ParamConverterProvider {

    static String of(Enum<?> constant) {
        try {
            var property =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return property == null ? constant.name().toLowerCase(Locale.ROOT) : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("A constant is a field", e);
        }
    }

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        return type.isEnum() ? new ConstantReader<>(type) : null;
    }

    private static final class ConstantReader<T> implements ParamConverter<T> {

        private final Class<T> type;

        ConstantReader(Class<T> type) {
            this.type = type;
        }

        @Override
        public T fromString(String text) {
            for (var constant : List.of(type.getEnumConstants())) {
                if (of((Enum<?>) constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("No such constant");
        }

        @Override
        public String toString(T constant) {
            return of((Enum<?>) constant);
        }
    }
}
