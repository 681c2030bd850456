package io.overdub.ranking;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.overdub.ranking.language.Program;
import java.util.Arrays;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** A formula that is ready to rank. Safe for many threads. */
public final class Ranker {

    private final String name;
    private final int version;
    private final Program program;
    private final Set<Feature> features;
    private final double[] defaults;

    private Ranker(String name, int version, Program program, double[] defaults) {
        this.name = name;
        this.version = version;
        this.program = program;
        this.defaults = defaults;
        this.features = program.names().stream().map(Feature::of).collect(toUnmodifiableSet());
    }

    /** @throws io.overdub.ranking.language.FormulaRefused when it cannot rank */
    static Ranker of(String name, int version, Formula formula) {
        var program = Program.compile(
                formula.score(), formula.defaults(), formula.functions(), Feature.names(), Feature.certainNames());
        var defaults = absent();
        formula.defaults()
                .forEach((feature, value) -> defaults[Feature.of(feature).ordinal()] = value);
        return new Ranker(name, version, program, defaults);
    }

    public String name() {
        return name;
    }

    /** From 1; 0 for a draft. */
    public int version() {
        return version;
    }

    public boolean reads(Feature feature) {
        return features.contains(feature);
    }

    /** What the formula reads. */
    public Set<Feature> features() {
        return features;
    }

    Set<String> names() {
        return program.names();
    }

    double[] defaults() {
        return defaults.clone();
    }

    /** Values of a candidate of which nothing is known yet: one for each feature, by its ordinal, NaN where it is absent. */
    public static double[] absent() {
        var values = new double[Feature.values().length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /**
     * The higher, the further up.
     *
     * @param values by ordinal of the feature; NaN for what is absent
     * @return never NaN; what has no finite score comes last
     */
    public double score(double[] values) {
        return presentable(raw(values));
    }

    double raw(double[] values) {
        var known = defaults.clone();
        for (var i = 0; i < known.length; i++) {
            if (!Double.isNaN(values[i])) {
                known[i] = values[i];
            }
        }
        return program.over(known, Ranker::placeOf).getAsDouble();
    }

    /** To score many candidates. */
    public Scoring scoring() {
        return new Scoring();
    }

    private static int placeOf(String name) {
        return Feature.of(name).ordinal();
    }

    static double presentable(double score) {
        return Double.isFinite(score) ? score : -Double.MAX_VALUE;
    }

    /** Scores one candidate after the other. For one thread. */
    public final class Scoring {

        private final double[] values = defaults.clone();
        private final DoubleSupplier run = program.over(values, Ranker::placeOf);

        /** The next candidate, of which nothing is known yet. */
        public void next() {
            System.arraycopy(defaults, 0, values, 0, values.length);
        }

        /** NaN says that it is absent. */
        public void put(Feature feature, double value) {
            if (!Double.isNaN(value)) {
                values[feature.ordinal()] = value;
            }
        }

        /** As {@link Ranker#score}. */
        public double score() {
            return presentable(run.getAsDouble());
        }
    }
}
