package io.overdub.ranking.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private static final Set<String> KNOWN = Set.of("time", "rand", "likes", "uses");
    private static final Set<String> NEEDLESS = Set.of("time", "rand");
    private static final double DAY = 86_400;

    @Test
    void sums_products_and_signs_are_read_as_in_school() {
        assertThat(value("1 + 2 * 3")).isEqualTo(7);
        assertThat(value("(1 + 2) * 3")).isEqualTo(9);
        assertThat(value("10 - 4 - 3")).isEqualTo(3);
        assertThat(value("100 / 10 / 2")).isEqualTo(5);
        assertThat(value("7 / 2")).isEqualTo(3.5);
        assertThat(value("-3 * -2")).isEqualTo(6);
        assertThat(value("2 - -3")).isEqualTo(5);
        assertThat(value("--+-5")).isEqualTo(-5);
        assertThat(value("1 - 2 * 3 + 4")).isEqualTo(-1);
        assertThat(value("  1\t+\n1 ")).isEqualTo(2);
    }

    @Test
    void a_power_binds_to_the_right_and_before_a_sign() {
        assertThat(value("2 ^ 3 ^ 2")).isEqualTo(512);
        assertThat(value("(2 ^ 3) ^ 2")).isEqualTo(64);
        assertThat(value("-2 ^ 2")).isEqualTo(-4);
        assertThat(value("2 ^ -1")).isEqualTo(0.5);
        assertThat(value("2 * 3 ^ 2")).isEqualTo(18);
        assertThat(value("9 ^ 0.5 + 1")).isEqualTo(4);
    }

    @Test
    void numbers_mean_what_they_look_like() {
        assertThat(value("010")).isEqualTo(10);
        assertThat(value(".5 + 1.")).isEqualTo(1.5);
        assertThat(value("1e3")).isEqualTo(1_000);
        assertThat(value("2.5E-3")).isEqualTo(0.0025);
        assertThat(value("0.000000001 * 1e20")).isCloseTo(1e11, within(1.0));
    }

    @Test
    void functions_do_what_stream_says_of_them() {
        assertThat(value("ln(1)")).isZero();
        assertThat(value("log(1000)")).isCloseTo(3, within(1e-12));
        assertThat(value("sin(0) + cos(0) + tan(0)")).isEqualTo(1);
        assertThat(value("abs(-3)")).isEqualTo(3);
        assertThat(value("min(3, 1 + 1) + max(3, 4)")).isEqualTo(6);
        assertThat(value("trunc(2.7)")).isEqualTo(2);
        assertThat(value("trunc(-2.7)")).isEqualTo(-2);
        assertThat(value("round(2.5)")).isEqualTo(3);
        assertThat(value("round(-2.5)")).isEqualTo(-3);
        assertThat(value("ROUND(2.2)")).isEqualTo(2);
    }

    /** A second reading of the same sums, by another way: Java's own arithmetic. */
    @Test
    void random_sums_come_out_as_java_has_them() {
        var chance = new SplittableRandom(7);
        for (var i = 0; i < 200; i++) {
            var sum = Sum.random(chance, 4);

            assertThat(value(sum.text())).as(sum.text()).isEqualTo(sum.value());
        }
    }

    private record Sum(String text, double value) {

        static Sum random(SplittableRandom chance, int depth) {
            if (depth == 0 || chance.nextInt(5) == 0) {
                var number = chance.nextInt(1, 9);
                return new Sum(Integer.toString(number), number);
            }
            var left = random(chance, depth - 1);
            var right = random(chance, depth - 1);
            return switch (chance.nextInt(5)) {
                case 0 -> new Sum("(" + left.text + " + " + right.text + ")", left.value + right.value);
                case 1 -> new Sum("(" + left.text + " - " + right.text + ")", left.value - right.value);
                case 2 -> new Sum("(" + left.text + ") * (" + right.text + ")", left.value * right.value).wrapped();
                case 3 -> new Sum("max(" + left.text + ", " + right.text + ")", Math.max(left.value, right.value));
                default -> new Sum("(-(" + left.text + "))", -left.value);
            };
        }

        private Sum wrapped() {
            return new Sum("(" + text + ")", value);
        }
    }

    /** The figures follow from the formulas that Elasticsearch publishes. */
    @Test
    void decays_have_the_published_values() {
        for (var base : List.of("decay_linear", "decay_exp", "decay_gauss")) {
            var curve = curve(base, "5d", "1d", "0.3");
            assertThat(at(0, curve)).as(base).isEqualTo(1);
            assertThat(at(DAY, curve)).as(base).isEqualTo(1);
            assertThat(at(6 * DAY, curve)).as(base).isCloseTo(0.3, within(1e-12));
        }
        assertThat(at(3.5 * DAY, curve("decay_linear", "5d", "1d", "0.3"))).isCloseTo(0.65, within(1e-12));
        assertThat(at(30 * DAY, curve("decay_linear", "5d", "1d", "0.3"))).isZero();
        assertThat(at(3.5 * DAY, curve("decay_exp", "5d", "1d", "0.3")))
                .isCloseTo(Math.exp(Math.log(0.3) / 5 * 2.5), within(1e-12));
        assertThat(at(11 * DAY, curve("decay_exp", "5d", "1d", "0.3"))).isCloseTo(0.09, within(1e-12));
        var variance = -25 / (2 * Math.log(0.3));
        assertThat(at(3.5 * DAY, curve("decay_gauss", "5d", "1d", "0.3")))
                .isCloseTo(Math.exp(-2.5 * 2.5 / (2 * variance)), within(1e-12));
        assertThat(at(11 * DAY, curve("decay_gauss", "5d", "1d", "0.3"))).isCloseTo(Math.pow(0.3, 4), within(1e-12));
    }

    @Test
    void durations_have_four_units_and_numbers_none() {
        assertThat(at(36 * 3_600, curve("decay_exp", "36h", "0s", "0.5"))).isCloseTo(0.5, within(1e-12));
        assertThat(at(90, curve("decay_exp", "1m", "30s", "0.5"))).isCloseTo(0.5, within(1e-12));
        assertThat(at(10, curve("decay_exp", "10s", "0s", "0.5"))).isCloseTo(0.5, within(1e-12));
        assertThat(at(129_600, curve("decay_exp", "1.5d", "0s", "0.5"))).isCloseTo(0.5, within(1e-12));
        var near = Map.of("base", "decay_linear", "scale", "10", "decay", "0.5");
        var program = Program.compile("near(likes - 20)", Map.of("likes", 0.0), Map.of("near", near), KNOWN, NEEDLESS);
        assertThat(run(program, name -> 30)).isCloseTo(0.5, within(1e-12));
        assertThat(run(program, name -> 10)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void bare_decays_are_at_half_after_five_days() {
        var program = Program.compile("decay_gauss(time)", Map.of(), Map.of(), KNOWN, NEEDLESS);

        assertThat(run(program, name -> 5 * DAY)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void the_example_of_stream_runs_as_it_stands() {
        var program =
                Program.compile("decay_linear(time) * likes ^ 0.5", Map.of("likes", 1.0), Map.of(), KNOWN, NEEDLESS);

        assertThat(program.names()).containsExactlyInAnyOrder("time", "likes");
        assertThat(run(program, name -> name.equals("time") ? 0 : 16)).isEqualTo(4);
    }

    @Test
    void what_is_wrong_is_said_with_its_place() {
        assertThat(fault("1 + ")).isEqualTo("at 5: the score ends too early");
        assertThat(fault("")).startsWith("at 1:");
        assertThat(fault("likes likes")).startsWith("at 7: expected an operator");
        assertThat(fault("1 + nonsense * 2")).isEqualTo("at 5: no feature is called \"nonsense\"");
        assertThat(fault("2 * eval(1)")).isEqualTo("at 5: no function is called \"eval\"");
        assertThat(fault("min(1)")).isEqualTo("at 1: min takes 2 arguments, not 1");
        assertThat(fault("ln()")).isEqualTo("at 1: ln takes 1 arguments, not 0");
        assertThat(fault("(1 + 2")).isEqualTo("at 7: expected )");
        assertThat(fault("1 + * 2")).startsWith("at 5: expected a number");
        assertThat(fault("1 ? 2 : 3")).startsWith("at 3:");
        assertThat(fault("1 + \u0661")).startsWith("at 5:");
        assertThat(fault("1e999")).isEqualTo("at 1: too large a number");
        assertThat(fault("1 + 2.e")).isEqualTo("at 5: not a number");
        assertThat(fault("1 + .")).isEqualTo("at 5: not a number");
        assertThat(fault("2 * time")).isEqualTo("at 5: time stands in decay functions only");
        assertThat(fault("decay_exp(time + 1)")).contains("time alone");
        assertThat(fault("decay_exp(likes)")).contains("time alone");
        assertThat(fault("System.exit(1)")).startsWith("at 1:");
        assertThat(fault("likes[0]")).startsWith("at 6:");
        assertThat(fault("_value")).startsWith("at 1: no feature");
    }

    @Test
    void what_is_huge_or_deep_is_refused_and_the_largest_allowed_still_runs() {
        assertThat(fault("1" + " + 1".repeat(600))).contains("at most 2000 characters");
        assertThat(fault("1" + "+1".repeat(300))).contains("more than 200");
        assertThat(fault("(".repeat(500) + "1" + ")".repeat(500))).contains("40 deep");
        assertThat(fault("-".repeat(500) + "1")).contains("40 deep");
        assertThat(fault("2" + "^1".repeat(90))).contains("40 deep");
        assertThat(fault("abs(".repeat(200) + "1" + ")".repeat(200))).contains("40 deep");

        assertThat(value("1" + "+1".repeat(99))).isEqualTo(100);
        assertThat(value("(".repeat(40) + "1" + ")".repeat(40))).isEqualTo(1);
        assertThat(value("abs(".repeat(39) + "-1" + ")".repeat(39))).isEqualTo(1);
        assertThat(value("2" + "^1".repeat(40))).isEqualTo(2);
        assertThat(value(IntStream.range(0, 19)
                        .mapToObj(i -> "ln(1 + likes) * max(likes, 2)")
                        .collect(Collectors.joining(" + "))))
                .isZero();
    }

    @Test
    void every_feature_that_may_be_missing_needs_a_default() {
        var refused = refusal("likes * uses", Map.of("uses", 1.0), Map.of());

        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("defaults.likes");
            assertThat(fault.message()).contains("stands at 1");
        });
        assertThat(refusal("likes", Map.of("likes", Double.POSITIVE_INFINITY), Map.of())
                        .faults())
                .extracting("field")
                .containsExactly("defaults.likes");
        assertThat(refusal("1", Map.of("nonsense", 1.0), Map.of()).faults())
                .extracting("field")
                .containsExactly("defaults");
    }

    @Test
    void decays_that_say_too_little_or_too_much_are_refused() {
        var wrong = refusal(
                "f(time)",
                Map.of(),
                Map.of("f", Map.of("base", "decay_fast", "scale", "5w", "decay", "1", "speed", "9")));
        assertThat(wrong.faults())
                .extracting("field")
                .containsExactlyInAnyOrder("functions.f", "functions.f.base", "functions.f.scale", "functions.f.decay");
        assertThat(refusal("f(time)", Map.of(), Map.of("f", Map.of("base", "decay_exp", "scale", "0d")))
                        .faults())
                .extracting("field")
                .containsExactly("functions.f.scale");
        assertThat(refusal("f(time)", Map.of(), Map.of("f", Map.of("base", "decay_exp", "scale", "5d", "offset", "3")))
                        .faults())
                .extracting("field")
                .containsExactly("functions.f.offset");
        assertThat(refusal("1", Map.of(), Map.of("f", curve("decay_exp", "5d", "0s", "0.5")))
                        .faults())
                .extracting("message")
                .containsExactly("is not used");
        assertThat(refusal("1", Map.of(), Map.of("F x", curve("decay_exp", "5d", "0s", "0.5")))
                        .faults())
                .extracting("field")
                .containsExactly("functions");
    }

    private static Map<String, String> curve(String base, String scale, String offset, String decay) {
        return Map.of("base", base, "scale", scale, "offset", offset, "decay", decay);
    }

    private static double at(double seconds, Map<String, String> curve) {
        return run(Program.compile("f(time)", Map.of(), Map.of("f", curve), KNOWN, NEEDLESS), name -> seconds);
    }

    private static double value(String score) {
        return run(Program.compile(score, Map.of("likes", 0.0, "uses", 0.0), Map.of(), KNOWN, NEEDLESS), name -> 0);
    }

    private static String fault(String score) {
        var faults = refusal(score, Map.of("likes", 0.0), Map.of()).faults();
        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).field()).isEqualTo("score");
        return faults.get(0).message();
    }

    private static FormulaRefused refusal(
            String score, Map<String, Double> defaults, Map<String, Map<String, String>> functions) {
        return catchThrowableOfType(
                FormulaRefused.class, () -> Program.compile(score, defaults, functions, KNOWN, NEEDLESS));
    }

    private static double run(Program program, ToDoubleFunction<String> values) {
        var names = List.copyOf(program.names());
        var given = names.stream().mapToDouble(values).toArray();
        return program.over(given, names::indexOf).getAsDouble();
    }
}
