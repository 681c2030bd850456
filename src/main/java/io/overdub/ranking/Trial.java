package io.overdub.ranking;

import io.overdub.kernel.Refusal.Fault;
import io.overdub.ranking.language.FormulaRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Lets a formula rank made-up candidates before it may rank real ones: corners of what its variables can be, and values between them. The
 * same formula always meets the same candidates.
 */
final class Trial {

    private static final int MOST_CORNERS = 4_096;
    private static final int BETWEEN = 1_000;
    private static final long SEED = 20_140_926;

    /** @param place among the values of a candidate */
    private record Read(Variable variable, int place) {}

    private final ToDoubleFunction<double[]> score;
    private final List<Read> read = new ArrayList<>();
    private final double[] defaults;
    private final SplittableRandom chance = new SplittableRandom(SEED);

    private Trial(ToDoubleFunction<double[]> score, List<Variable> variables, Set<String> names, double[] defaults) {
        this.score = score;
        this.defaults = defaults;
        for (var i = 0; i < variables.size(); i++) {
            if (names.contains(variables.get(i).name())) {
                read.add(new Read(variables.get(i), i));
            }
        }
    }

    /** @throws FormulaRefused with the first candidate whose score is not finite */
    static void pass(Ranker ranker) {
        pass(ranker::raw, Feature.variables(), ranker.names(), ranker.defaults());
    }

    /**
     * @param score of the values of all variables, in their order; NaN where one is absent
     * @param names of the variables that it reads
     * @param defaults in the same order
     * @throws FormulaRefused with the first candidate whose score is not finite
     */
    static void pass(ToDoubleFunction<double[]> score, List<Variable> variables, Set<String> names, double[] defaults) {
        var trial = new Trial(score, variables, names, defaults);
        var corners = trial.read.stream()
                .mapToLong(one -> trial.cornersOf(one).size())
                .reduce(1, (a, b) -> Math.min(a * b, MOST_CORNERS + 1L));
        if (corners <= MOST_CORNERS) {
            trial.everyCorner(0, trial.absent());
        } else {
            for (var i = 0; i < MOST_CORNERS; i++) {
                trial.someCorner();
            }
        }
        for (var i = 0; i < BETWEEN; i++) {
            trial.somewhere();
        }
    }

    private double[] absent() {
        var values = new double[defaults.length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private List<Double> cornersOf(Read one) {
        var variable = one.variable();
        var corners = new ArrayList<>(List.of(variable.least(), variable.greatest()));
        if (variable.greatest() > 1) {
            corners.add(1.0);
        }
        if (!variable.certain()) {
            corners.add(defaults[one.place()]);
        }
        return corners.stream().distinct().toList();
    }

    private void everyCorner(int index, double[] values) {
        if (index == read.size()) {
            check(values);
            return;
        }
        var one = read.get(index);
        for (var corner : cornersOf(one)) {
            values[one.place()] = corner;
            everyCorner(index + 1, values);
        }
    }

    private void someCorner() {
        var values = absent();
        for (var one : read) {
            var corners = cornersOf(one);
            values[one.place()] = corners.get(chance.nextInt(corners.size()));
        }
        check(values);
    }

    /** Small values are as likely as large ones, as in life. Counts are whole: what only a fraction upsets is no reason. */
    private void somewhere() {
        var values = absent();
        for (var one : read) {
            values[one.place()] = one.variable().name().equals(Feature.RAND.wireName())
                    ? chance.nextDouble()
                    : Math.floor(Math.expm1(
                            chance.nextDouble() * Math.log1p(one.variable().greatest())));
        }
        check(values);
    }

    private void check(double[] values) {
        var scored = score.applyAsDouble(values);
        if (!Double.isFinite(scored)) {
            throw new FormulaRefused(List.of(new Fault("score", "is " + scored + " for " + described(values))));
        }
    }

    private String described(double[] values) {
        var named = new ArrayList<String>();
        read.forEach(one -> named.add(one.variable().name() + " = " + values[one.place()]));
        return named.isEmpty() ? "every candidate" : String.join(", ", named);
    }
}
