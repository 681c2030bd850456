package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.overdub.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileRulesTest {

    private final Faults faults = new Faults();

    @ParameterizedTest
    @CsvSource({"de, de", "PT-br, pt-BR", "zh-hant-tw, zh-Hant-TW", "iw, he", "sl-rozaj, sl-rozaj"})
    void languages_get_their_canonical_spelling(String typed, String kept) {
        assertThat(ProfileRules.language(typed, faults)).isEqualTo(kept);
        assertThatNoException().isThrownBy(faults::refuseIfAny);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "d", "de_DE", "deutsch-und-mehr", "und", "d\0e", "de-Latn-DE-x-verylong", "-", "\ud800\ud800"
            })
    void other_texts_are_no_languages(String typed) {
        ProfileRules.language(typed, faults);

        assertIsRefused();
    }

    @Test
    void countries_are_kept_in_upper_case() {
        assertThat(ProfileRules.country("de", faults)).isEqualTo("DE");
        assertThat(ProfileRules.country("xk", faults)).isEqualTo("XK");
        assertThatNoException().isThrownBy(faults::refuseIfAny);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "DEU", "XX", "ß", "\u0131d", "D\0"})
    void other_texts_are_no_countries(String typed) {
        ProfileRules.country(typed, faults);

        assertIsRefused();
    }

    @Test
    void a_display_name_may_be_in_any_script() {
        assertThat(ProfileRules.displayName("  Zoe\u0308 🐎 ญาดา ", faults)).isEqualTo("Zoë 🐎 ญาดา");
        assertThat(ProfileRules.displayName("🐎".repeat(50), faults)).hasSize(100);
        assertThatNoException().isThrownBy(faults::refuseIfAny);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\0b", "a\nb", "\ud83d", "a\u202eb", "a\u0007b", "a\u2028b"})
    void a_display_name_that_cannot_be_shown_is_refused(String typed) {
        ProfileRules.displayName(typed, faults);

        assertIsRefused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u200b\u200b", "\u2800", "\u3164", "\uffa0", "\u00ad", "\ufeff", "\ufe0f", "\u2060 \u200d"})
    void a_display_name_of_which_nothing_can_be_seen_is_refused(String typed) {
        ProfileRules.displayName(typed, faults);

        assertIsRefused();
    }

    @Test
    void a_display_name_has_at_most_50_characters() {
        ProfileRules.displayName("a".repeat(51), faults);

        assertIsRefused();
    }

    @Test
    void a_biography_may_be_empty_and_have_lines() {
        assertThat(ProfileRules.biography("", faults)).isEmpty();
        assertThat(ProfileRules.biography("one\ntwo", faults)).isEqualTo("one\ntwo");
        assertThatNoException().isThrownBy(faults::refuseIfAny);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\udc00", "\u2066x"})
    void a_biography_that_cannot_be_shown_is_refused(String typed) {
        ProfileRules.biography(typed, faults);

        assertIsRefused();
    }

    @Test
    void a_biography_has_at_most_300_characters() {
        ProfileRules.biography("a".repeat(301), faults);

        assertIsRefused();
    }

    private void assertIsRefused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(faults::refuseIfAny)
                .matches(refusal -> refusal.code().equals("invalid_request"));
    }
}
