package io.overdub.ranking;

import io.overdub.ranking.language.FormulaRefused;
import io.overdub.ranking.language.Program;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A formula over variables of another room, ready to run. Safe for many threads. */
public final class Score {

    private final Program program;
    private final Map<String, Integer> places;
    private final double[] defaults;

    private Score(Program program, Map<String, Integer> places, double[] defaults) {
        this.program = program;
        this.places = places;
        this.defaults = defaults;
    }

    /**
     * Compiles the formula and tries it, as {@link Formulas#draft} does.
     *
     * @throws FormulaRefused 422 {@code formula_refused} when it cannot rank
     */
    public static Score of(Formula formula, List<Variable> variables) {
        var names = variables.stream().map(Variable::name).collect(Collectors.toSet());
        Set<String> certain =
                variables.stream().filter(Variable::certain).map(Variable::name).collect(Collectors.toSet());
        var program = Program.compile(formula.score(), formula.defaults(), formula.functions(), names, certain);
        var places = new HashMap<String, Integer>();
        var defaults = new double[variables.size()];
        Arrays.fill(defaults, Double.NaN);
        for (var i = 0; i < variables.size(); i++) {
            var name = variables.get(i).name();
            places.put(name, i);
            defaults[i] = formula.defaults().getOrDefault(name, Double.NaN);
        }
        var score = new Score(program, places, defaults);
        Trial.pass(score::raw, variables, program.names(), defaults);
        return score;
    }

    /**
     * The higher, the further up.
     *
     * @param values in the order of the variables; NaN for what is absent
     * @return never NaN; what has no finite score comes last
     */
    public double of(double[] values) {
        return Ranker.presentable(raw(values));
    }

    private double raw(double[] values) {
        var known = defaults.clone();
        for (var i = 0; i < known.length; i++) {
            if (!Double.isNaN(values[i])) {
                known[i] = values[i];
            }
        }
        return program.over(known, this::placeOf).getAsDouble();
    }

    private int placeOf(String name) {
        var place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("No such variable: " + name);
        }
        return place;
    }
}
