package io.overdub.ranking;

import io.overdub.kernel.Refusal.Fault;
import io.overdub.ranking.language.FormulaRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lets a formula rank made-up candidates before it may rank real ones: corners of what its features can be, and values between them. The
 * same formula always meets the same candidates.
 */
final class Trial {

    private static final int MOST_CORNERS = 4_096;
    private static final int BETWEEN = 1_000;
    private static final long SEED = 20_140_926;

    private final Ranker ranker;
    private final List<Feature> features;
    private final SplittableRandom chance = new SplittableRandom(SEED);

    private Trial(Ranker ranker) {
        this.ranker = ranker;
        this.features = List.copyOf(ranker.features());
    }

    /** @throws FormulaRefused with the first candidate whose score is not finite */
    static void pass(Ranker ranker) {
        var trial = new Trial(ranker);
        var corners = trial.features.stream()
                .mapToLong(feature -> trial.cornersOf(feature).size())
                .reduce(1, (a, b) -> Math.min(a * b, MOST_CORNERS + 1L));
        if (corners <= MOST_CORNERS) {
            trial.everyCorner(0, Ranker.absent());
        } else {
            for (var i = 0; i < MOST_CORNERS; i++) {
                trial.someCorner();
            }
        }
        for (var i = 0; i < BETWEEN; i++) {
            trial.somewhere();
        }
    }

    private List<Double> cornersOf(Feature feature) {
        var corners = new ArrayList<>(List.of(feature.least(), feature.greatest()));
        if (feature.greatest() > 1) {
            corners.add(1.0);
        }
        if (!feature.certain()) {
            corners.add(ranker.defaultOf(feature));
        }
        return corners.stream().distinct().toList();
    }

    private void everyCorner(int index, double[] values) {
        if (index == features.size()) {
            check(values);
            return;
        }
        var feature = features.get(index);
        for (var corner : cornersOf(feature)) {
            values[feature.ordinal()] = corner;
            everyCorner(index + 1, values);
        }
    }

    private void someCorner() {
        var values = Ranker.absent();
        for (var feature : features) {
            var corners = cornersOf(feature);
            values[feature.ordinal()] = corners.get(chance.nextInt(corners.size()));
        }
        check(values);
    }

    /** Small values are as likely as large ones, as in life. Counts are whole: what only a fraction upsets is no reason. */
    private void somewhere() {
        var values = Ranker.absent();
        for (var feature : features) {
            var value = feature == Feature.RAND
                    ? chance.nextDouble()
                    : Math.floor(Math.expm1(chance.nextDouble() * Math.log1p(feature.greatest())));
            values[feature.ordinal()] = value;
        }
        check(values);
    }

    private void check(double[] values) {
        var score = ranker.raw(values);
        if (!Double.isFinite(score)) {
            throw new FormulaRefused(List.of(new Fault("score", "is " + score + " for " + described(values))));
        }
    }

    private String described(double[] values) {
        var named = new ArrayList<String>();
        features.forEach(feature -> named.add(feature.wireName() + " = " + values[feature.ordinal()]));
        return named.isEmpty() ? "every candidate" : String.join(", ", named);
    }
}
