package io.overdub.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.overdub.kernel.Time;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * JSON is taken at its word: a number is no text, a text no number, 1.5 no 1, and twice the same field is a mistake. Unknown fields
 * are ignored, so that an old server understands a new phone. Text is {@linkplain WireText sound} and {@linkplain WireText#normal normal}
 * once it is read.
 */
@Singleton
class JsonStrictness implements ObjectMapperCustomizer {

    /** No request of ours nests deeper than 10; the stack would bear a thousand. */
    private static final int DEEPEST = 64;

    /** Digits: a long has 19, a double at most 17 that count. */
    private static final int LONGEST_NUMBER = 64;

    /** After all others: what is registered last is asked first. */
    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void customize(ObjectMapper json) {
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build());
        json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        json.enable(
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        json.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        json.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        refuse(
                json,
                LogicalType.Integer,
                CoercionInputShape.String,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean);
        refuse(json, LogicalType.Float, CoercionInputShape.String, CoercionInputShape.Boolean);
        refuse(
                json,
                LogicalType.Boolean,
                CoercionInputShape.String,
                CoercionInputShape.Integer,
                CoercionInputShape.Float);
        refuse(json, LogicalType.Enum, CoercionInputShape.Integer);
        json.coercionConfigDefaults()
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail);
        json.registerModule(new WireModule());
    }

    private static void refuse(ObjectMapper json, LogicalType type, CoercionInputShape... shapes) {
        var rules = json.coercionConfigFor(type);
        rules.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        for (var shape : shapes) {
            rules.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** Text that no room should see. Jackson fills in where it stood while the exception climbs. */
    static final class UnsoundText extends JsonMappingException {
        UnsoundText(JsonParser at) {
            super(at, "Unsound text");
        }
    }

    private static final class WireModule extends SimpleModule {

        WireModule() {
            super("overdub-wire", Version.unknownVersion());
            addDeserializer(String.class, new TextReader());
            addKeyDeserializer(String.class, new KeyReader());
            addDeserializer(Instant.class, new InstantReader());
            addSerializer(Instant.class, new InstantWriter());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.addDeserializers(new TreeReaders());
            context.appendAnnotationIntrospector(new LowerCaseEnums());
            context.addBeanSerializerModifier(new WrittenTexts());
        }
    }

    private static String sound(JsonParser at, String text) throws UnsoundText {
        if (!WireText.isSound(text)) {
            throw new UnsoundText(at);
        }
        return WireText.normal(text);
    }

    private static final class TextReader extends StdScalarDeserializer<String> {

        TextReader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            return sound(parser, parser.getText());
        }
    }

    private static final class KeyReader extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return sound(context.getParser(), key);
        }
    }

    /** Trees are for data whose form another room knows; their texts obey the same rule. */
    private static final class TreeReaders extends SimpleDeserializers {

        @Override
        public JsonDeserializer<?> findTreeNodeDeserializer(
                Class<? extends JsonNode> type, DeserializationConfig config, BeanDescription description) {
            return new TreeReader(JsonNodeDeserializer.getDeserializer(type));
        }
    }

    private static final class TreeReader extends JsonDeserializer<JsonNode> {

        private final JsonDeserializer<? extends JsonNode> plain;

        TreeReader(JsonDeserializer<? extends JsonNode> plain) {
            this.plain = plain;
        }

        @Override
        public JsonNode deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var tree = plain.deserialize(parser, context);
            check(parser, tree);
            return tree;
        }

        @Override
        public JsonNode getNullValue(DeserializationContext context) {
            return context.getNodeFactory().nullNode();
        }

        private static void check(JsonParser at, JsonNode node) throws UnsoundText {
            if (node.isTextual()) {
                sound(at, node.textValue());
            }
            for (var name = node.fieldNames(); name.hasNext(); ) {
                sound(at, name.next());
            }
            for (var child : node) {
                check(at, child);
            }
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            var text = parser.getText();
            try {
                var time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
                return Time.isKept(time)
                        ? time
                        : (Instant) context.handleWeirdStringValue(Instant.class, text, "not in a year from 1 to 9999");
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not RFC 3339");
            }
        }
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {

        private static final DateTimeFormatter THREE_DIGITS =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(THREE_DIGITS.format(instant));
        }
    }

    /** {@code DUB_VIDEO} is {@code dub_video} on the wire, without a word on each constant; a {@code @JsonProperty} still wins. */
    private static final class LowerCaseEnums extends NopAnnotationIntrospector {

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            if (type.getRawType().getPackageName().startsWith("io.overdub")) {
                for (var i = 0; i < constants.length; i++) {
                    names[i] = constants[i].name().toLowerCase(Locale.ROOT);
                }
            }
            return names;
        }
    }
}
