package io.overdub.search.index;

import io.overdub.search.index.Rules.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The score of rules in SQL. Numbers stand in the text, so that the same rules are the same statement.
 *
 * <p>A document in which all is as typed is above one where something is meant. The queries of {@link Wanted} are columns of {@code asked}.
 */
final class Weighing {

    /** Behind the point. PostgreSQL takes no number that is too small for its type, and what is smaller than this weighs nothing. */
    private static final int DIGITS = 9;

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final String factor;

    private Weighing(String weights, Rules rules, String factor) {
        parts.put("typed", "ts_rank(" + weights + ", words, (select typed from asked))");
        parts.put("begun", "0.5 * ts_rank(" + weights + ", words, (select begun from asked))");
        parts.put("meant", "0.3 * ts_rank(" + weights + ", words, (select wide from asked))");
        parts.put("phrase", number(rules.phrase()) + " * (words @@ (select phrase from asked))::int");
        parts.put("whole_title", number(rules.wholeTitle()) + " * (words @@ (select named from asked))::int");
        parts.put("popular", number(rules.popularity()) + " * popularity");
        this.factor = factor;
    }

    static Weighing of(Rules rules) {
        return new Weighing(
                byKind(kind -> "'" + weights(rules, kind) + "'::real[]"),
                rules,
                byKind(kind -> number(weights(rules, kind, Rules.Weights::factor))));
    }

    private static double weights(Rules rules, Kind kind, ToDoubleFunction<Rules.Weights> of) {
        return of.applyAsDouble(rules.weightsOf(kind));
    }

    /** As {@code ts_rank} takes them: D, C, B and A. */
    private static String weights(Rules rules, Kind kind) {
        return List.of(Field.TRANSCRIPT, Field.TEXT, Field.NAME, Field.TITLE).stream()
                .map(field -> number(weights(rules, kind, weights -> weights.of(field))))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The same for all kinds, or each its own. */
    private static String byKind(Function<Kind, String> value) {
        var first = value.apply(Kind.values()[0]);
        if (Arrays.stream(Kind.values()).map(value).allMatch(first::equals)) {
            return first;
        }
        return Arrays.stream(Kind.values())
                .map(kind -> " when '" + kind.stored() + "' then " + value.apply(kind))
                .collect(Collectors.joining("", "(case kind", " end)"));
    }

    private static String number(double number) {
        return BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_UP).toPlainString();
    }

    /** As a whole number, in millionths. */
    String sum() {
        return "(1000000 * (" + String.join(" + ", parts.values()) + ") * " + factor + ")::bigint";
    }

    /** The names of what is summed up, before the factor. */
    List<String> parts() {
        return List.copyOf(parts.keySet());
    }

    /** Each part under its name, and the factor. */
    String each() {
        return parts.entrySet().stream()
                        .map(part -> part.getValue() + " " + part.getKey())
                        .collect(Collectors.joining(", "))
                + ", " + factor + " factor";
    }
}
