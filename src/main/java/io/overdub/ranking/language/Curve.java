package io.overdub.ranking.language;

import io.overdub.kernel.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a value fades with the distance from where it is best: now for {@code time}, else 0. Up to {@code offset} it is 1, one
 * {@code scale} further it is {@code decay}. The three shapes are those that Elasticsearch publishes for its decay functions (Function
 * score query, "Supported decay functions"). With d = max(0, |distance| - offset):
 *
 * <ul>
 *   <li>linear: max(0, (s - d) / s), where s = scale / (1 - decay)
 *   <li>exp: exp(l * d), where l = ln(decay) / scale
 *   <li>gauss: exp(-d^2 / (2 v)), where v = -scale^2 / (2 ln(decay))
 * </ul>
 *
 * @param ofTime whether scale and offset are seconds, and so only {@code time} can fade by it
 */
record Curve(Shape shape, boolean ofTime, double scale, double offset, double decay) {

    enum Shape {
        DECAY_LINEAR,
        DECAY_EXP,
        DECAY_GAUSS;

        static @Nullable Shape of(String name) {
            return switch (name) {
                case "decay_linear" -> DECAY_LINEAR;
                case "decay_exp" -> DECAY_EXP;
                case "decay_gauss" -> DECAY_GAUSS;
                default -> null;
            };
        }
    }

    private static final Set<String> PARAMETERS = Set.of("base", "scale", "offset", "decay");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([dhms])");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,15})?");
    private static final double DAY = 86_400;

    /** What the bare names mean: half after five days. Elasticsearch has the same half and no scale of its own. */
    static Curve bare(Shape shape) {
        return new Curve(shape, true, 5 * DAY, 0, 0.5);
    }

    /**
     * As somebody has written it, or null after saying what is wrong with it.
     *
     * @param field names it in the faults
     */
    static @Nullable Curve read(String field, Map<String, String> parameters, List<Fault> faults) {
        var found = new ArrayList<Fault>();
        parameters.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .forEach(name -> found.add(new Fault(field, "has no parameter " + Words.quoted(name))));
        var shape = Shape.of(parameters.getOrDefault("base", ""));
        if (shape == null) {
            found.add(new Fault(field + ".base", "must be decay_linear, decay_exp or decay_gauss"));
        }
        var scale = parameters.getOrDefault("scale", "");
        var ofTime = DURATION.matcher(scale).matches();
        var width = length(scale, ofTime);
        if (!(width > 0)) {
            found.add(new Fault(
                    field + ".scale", "must be a duration such as 5d, 12h, 30m or 10s, or a number, above 0"));
        }
        var offset = length(parameters.getOrDefault("offset", ofTime ? "0s" : "0"), ofTime);
        if (Double.isNaN(offset)) {
            found.add(new Fault(field + ".offset", "must be of the same sort as scale"));
        }
        var decay = length(parameters.getOrDefault("decay", "0.5"), false);
        if (!(decay > 0 && decay < 1)) {
            found.add(new Fault(field + ".decay", "must lie between 0 and 1"));
        }
        faults.addAll(found);
        return found.isEmpty() && shape != null ? new Curve(shape, ofTime, width, offset, decay) : null;
    }

    /** In seconds for a duration; not a number for what is none. */
    private static double length(String text, boolean isDuration) {
        if (!isDuration) {
            return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        }
        var duration = DURATION.matcher(text);
        if (!duration.matches()) {
            return Double.NaN;
        }
        var unit = switch (duration.group(2)) {
            case "d" -> DAY;
            case "h" -> 3_600;
            case "m" -> 60;
            default -> 1;
        };
        return Double.parseDouble(duration.group(1)) * unit;
    }

    /** In the language of the compiler, over the text of a value. */
    String over(String value) {
        var distance = "max(0, abs(" + value + ") - " + offset + ")";
        return switch (shape) {
            case DECAY_LINEAR -> "max(0, 1 - " + distance + " * " + (1 - decay) / scale + ")";
            case DECAY_EXP -> "exp(" + distance + " * (" + Math.log(decay) / scale + "))";
            case DECAY_GAUSS -> "exp(pow(" + distance + " * " + Math.sqrt(-Math.log(decay)) / scale + ", 2) * (-1))";
        };
    }
}
