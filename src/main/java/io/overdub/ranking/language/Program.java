package io.overdub.ranking.language;

import io.overdub.kernel.Refusal.Fault;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.apache.lucene.expressions.Expression;
import org.apache.lucene.expressions.js.JavascriptCompiler;
import org.apache.lucene.search.DoubleValues;

/**
 * A formula that has been read and compiled. Safe for many threads.
 *
 * <p>Names: those of the caller, which have a value each time it runs; {@code time}, the age in seconds, which only decays read; and
 * {@code rand}, read as {@code rand()}.
 */
public final class Program {

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");
    private static final int MOST_CURVES = 20;
    private static final Map<String, Method> FUNCTIONS = functions();

    private final Expression expression;
    private final Set<String> names;

    private Program(Expression expression, Set<String> names) {
        this.expression = expression;
        this.names = names;
    }

    /**
     * @param known all names that may stand in the score
     * @param needless those among them that need no default
     * @throws FormulaRefused with all that is wrong; of the score the first thing
     */
    public static Program compile(
            String score,
            Map<String, Double> defaults,
            Map<String, Map<String, String>> functions,
            Set<String> known,
            Set<String> needless) {
        var faults = new ArrayList<Fault>();
        var curves = curves(functions, known, faults);
        refuseIfAny(faults);
        var words = new Words(score, known, curves);
        try {
            var written = words.written();
            checkDefaults(words, defaults, known, needless, faults);
            functions.keySet().stream()
                    .filter(name -> !words.usedCurves().contains(name))
                    .forEach(name -> faults.add(new Fault("functions." + name, "is not used")));
            refuseIfAny(faults);
            return new Program(compiled(written), Set.copyOf(words.used()));
        } catch (Words.Unreadable e) {
            throw new FormulaRefused(List.of(e.fault()));
        }
    }

    private static Map<String, Curve> curves(
            Map<String, Map<String, String>> functions, Set<String> known, List<Fault> faults) {
        if (functions.size() > MOST_CURVES) {
            faults.add(new Fault("functions", "at most " + MOST_CURVES));
            return Map.of();
        }
        var curves = new TreeMap<String, Curve>();
        functions.forEach((name, parameters) -> {
            if (!NAME.matcher(name).matches() || known.contains(name)) {
                faults.add(new Fault(
                        "functions",
                        Words.quoted(name) + " is no name for one: small letters, digits and _, no feature"));
                return;
            }
            var curve = Curve.read("functions." + name, parameters, faults);
            if (curve != null) {
                curves.put(name, curve);
            }
        });
        return curves;
    }

    private static void checkDefaults(
            Words words, Map<String, Double> defaults, Set<String> known, Set<String> needless, List<Fault> faults) {
        words.used().stream()
                .filter(name -> !needless.contains(name) && !defaults.containsKey(name))
                .forEach(name -> faults.add(
                        new Fault("defaults." + name, "is missing: " + name + " stands at " + words.placeOf(name))));
        defaults.forEach((name, value) -> {
            if (!known.contains(name) || needless.contains(name)) {
                faults.add(new Fault("defaults", "no feature with a default is called " + Words.quoted(name)));
            } else if (!Double.isFinite(value)) {
                faults.add(new Fault("defaults." + name, "must be finite"));
            }
        });
    }

    private static void refuseIfAny(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new FormulaRefused(faults);
        }
    }

    private static Expression compiled(String written) {
        try {
            return JavascriptCompiler.compile(written, FUNCTIONS, Program.class.getClassLoader());
        } catch (ParseException e) {
            throw new IllegalStateException("What was written for the compiler is not in its language: " + written, e);
        }
    }

    /** The names that it reads. */
    public Set<String> names() {
        return names;
    }

    /**
     * To run many times: each time the score of what the array holds then. For one thread.
     *
     * @param placeOf where in the array the value of a name stands
     */
    public DoubleSupplier over(double[] values, ToIntFunction<String> placeOf) {
        var read = new DoubleValues[expression.variables.length];
        for (var i = 0; i < read.length; i++) {
            read[i] = new Cell(values, placeOf.applyAsInt(expression.variables[i]));
        }
        return () -> expression.evaluate(read);
    }

    /** Byte code calls it. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.CLASS)
    @interface Compiled {}

    /** Towards zero. */
    @Compiled
    public static double trunc(double number) {
        return number < 0 ? Math.ceil(number) : Math.floor(number);
    }

    /** Halves go away from zero. */
    @Compiled
    public static double round(double number) {
        return Math.copySign(Math.floor(Math.abs(number) + 0.5), number);
    }

    private static Map<String, Method> functions() {
        var functions = new HashMap<String, Method>();
        for (var name : List.of("ln", "log10", "sin", "cos", "tan", "abs", "min", "max", "pow", "exp")) {
            functions.put(name, JavascriptCompiler.DEFAULT_FUNCTIONS.get(name));
        }
        try {
            functions.put("trunc", Program.class.getMethod("trunc", double.class));
            functions.put("round", Program.class.getMethod("round", double.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("They stand above", e);
        }
        return Map.copyOf(functions);
    }

    private static final class Cell extends DoubleValues {

        private final double[] values;
        private final int place;

        Cell(double[] values, int place) {
            this.values = values;
            this.place = place;
        }

        @Override
        public double doubleValue() {
            return values[place];
        }

        @Override
        public boolean advanceExact(int document) {
            return true;
        }
    }
}
