package io.overdub.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.fasterxml.jackson.databind.util.NameTransformer;
import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.kernel.Memories;
import java.io.IOException;
import java.time.Duration;

/** The JSON of records that are {@link WrittenOnce}, the ones in use last; a page of a feed is mostly made of these. */
final class WrittenTexts extends BeanSerializerModifier {

    private static final Duration MEMORY = Duration.ofMinutes(1);

    /** Bytes, some 2,000 dubs. A text is held as such and in UTF-8, and so is what it was made of. */
    private static final int MOST = 12_000_000;

    private static final int HELD = 3;

    private final Cache<Object, SerializableString> texts = Memories.begin()
            .expireAfterWrite(MEMORY)
            .maximumWeight(MOST)
            .weigher((Object value, SerializableString text) -> text.charLength() * HELD)
            .build();

    @Override
    public JsonSerializer<?> modifySerializer(
            SerializationConfig config, BeanDescription type, JsonSerializer<?> plain) {
        return type.getBeanClass().isAnnotationPresent(WrittenOnce.class) ? new Remembering(plain, texts) : plain;
    }

    private static final class Remembering extends JsonSerializer<Object>
            implements ContextualSerializer, ResolvableSerializer {

        private final JsonSerializer<Object> plain;
        private final Cache<Object, SerializableString> texts;

        @SuppressWarnings("unchecked")
        Remembering(JsonSerializer<?> plain, Cache<Object, SerializableString> texts) {
            this.plain = (JsonSerializer<Object>) plain;
            this.texts = texts;
        }

        /** Trees and the like take no text that is ready. */
        @Override
        public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            if (generator instanceof UTF8JsonGenerator) {
                generator.writeRawValue(text(value, generator, provider));
            } else {
                plain.serialize(value, generator, provider);
            }
        }

        private SerializableString text(Object value, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            var known = texts.getIfPresent(value);
            if (known != null) {
                return known;
            }
            var json = generator.getCodec().getFactory();
            try (var text = new SegmentedStringWriter(json._getBufferRecycler())) {
                try (var writing = json.createGenerator(text)) {
                    plain.serialize(value, writing, provider);
                }
                var fresh = new SerializedString(text.getAndClear());
                texts.put(value, fresh);
                return fresh;
            }
        }

        /** Where a property has it written in another way, it is written each time. */
        @Override
        public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property)
                throws JsonMappingException {
            var there = provider.handleSecondaryContextualization(plain, property);
            return there == plain ? this : there;
        }

        @Override
        public void resolve(SerializerProvider provider) throws JsonMappingException {
            if (plain instanceof ResolvableSerializer resolvable) {
                resolvable.resolve(provider);
            }
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            plain.serializeWithType(value, generator, provider, type);
        }

        @Override
        public JsonSerializer<Object> unwrappingSerializer(NameTransformer names) {
            return plain.unwrappingSerializer(names);
        }
    }
}
