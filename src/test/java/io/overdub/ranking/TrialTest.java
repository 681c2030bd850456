package io.overdub.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.overdub.ranking.language.FormulaRefused;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrialTest {

    @Test
    void whatever_has_no_finite_score_somewhere_is_refused() {
        assertThat(fault("1 / likes")).contains("Infinity for likes = 0");
        assertThat(fault("0 / likes")).contains("NaN for likes = 0");
        assertThat(fault("ln(likes)")).contains("-Infinity");
        assertThat(fault("1 / (likes - 1)")).contains("likes = 1");
        assertThat(fault("(0 - likes) ^ 0.5")).contains("NaN");
        assertThat(fault("likes ^ 100")).contains("Infinity");
        assertThat(fault("likes ^ 20 * quote_uses ^ 20")).contains("Infinity");
        assertThat(fault("tan(likes) / (following - following)")).contains("following");
        assertThat(fault("1e308 * 1e308")).contains("every candidate");
        assertThat(fault("1 / (7 - affinity)")).contains("affinity = 7");
    }

    /** Where too many features meet to try all their corners. */
    @Test
    void a_corner_of_all_features_is_found_among_many() {
        var all = Arrays.stream(Feature.values())
                .filter(feature -> !feature.certain())
                .map(Feature::wireName)
                .collect(Collectors.joining(" + "));

        assertThat(fault("decay_exp(time) + rand() + " + all + " + 1 / quote_uses"))
                .contains("quote_uses = 0");
    }

    @Test
    void sound_formulas_pass_and_missing_values_count_as_their_default() {
        var ranker = Ranker.of(
                "test", 3, new Formula("ln(1 + likes) + following", Map.of("likes", 0.0, "following", 0.25), null));
        Trial.pass(ranker);
        var values = Ranker.absent();
        values[Feature.LIKES.ordinal()] = 0;

        assertThat(ranker.score(values)).isEqualTo(0.25);
        values[Feature.FOLLOWING.ordinal()] = 1;
        assertThat(ranker.score(values)).isEqualTo(1);
        assertThat(ranker.names()).containsExactlyInAnyOrder("likes", "following");
    }

    /** The trial is no proof: what slips through ranks last and breaks nothing. */
    @Test
    void a_score_that_is_no_number_after_all_comes_last() {
        var ranker = Ranker.of("test", 1, new Formula("1 / likes", Map.of("likes", 0.0), null));

        assertThat(ranker.score(Ranker.absent())).isEqualTo(-Double.MAX_VALUE);
    }

    private static String fault(String score) {
        var defaults = Arrays.stream(Feature.values())
                .filter(feature -> !feature.certain())
                .collect(Collectors.toMap(Feature::wireName, feature -> 5.0));
        var ranker = Ranker.of("test", 1, new Formula(score, defaults, null));
        var refused = catchThrowableOfType(FormulaRefused.class, () -> Trial.pass(ranker));
        assertThat(refused.faults()).hasSize(1);
        return refused.faults().get(0).message();
    }
}
