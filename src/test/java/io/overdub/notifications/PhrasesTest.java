package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    private static final String EVERY_FORM =
            "{n, plural, =100 {a hundred} zero {zero #} one {one #} two {two #} few {few #} many {many #} other {other #}}";

    @ParameterizedTest
    @CsvSource({
        "en, 1, one 1",
        "en, 0, other 0",
        "de-AT, 1234, other 1 234",
        "fr, 0, one 0",
        "pl, 22, few 22",
        "pl, 25, many 25",
        "ar, 0, zero 0",
        "ar, 11, many 11",
        "ja, 1, other 1",
        "en, 100, a hundred"
    })
    void a_number_has_the_form_that_it_has_in_the_language(String language, long number, String said) {
        assertThat(Phrases.say(language, EVERY_FORM, Map.of("n", number)).replace('\u00a0', ' '))
                .isEqualTo(said);
    }

    @Test
    void what_has_no_brace_is_said_as_it_is_and_what_is_quoted_too() {
        assertThat(Phrases.say("en", "Don't panic #1", Map.of())).isEqualTo("Don't panic #1");
        assertThat(Phrases.say("en", "Don't '{panic}' {n}", Map.of("n", 2L))).isEqualTo("Don't {panic} 2");
        assertThat(Phrases.numbersIn("{n} of {all, plural, other {{all} and {more}}}"))
                .containsExactlyInAnyOrder("n", "all", "more");
    }

    @Test
    void none_and_each_form_of_a_language_has_an_example() {
        assertThat(Phrases.examples("en")).isEqualTo(List.of(0L, 1L, 2L));
        assertThat(Phrases.examples("pl")).isEqualTo(List.of(0L, 1L, 2L, 5L));
        assertThat(Phrases.examples("ja")).isEqualTo(List.of(0L, 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{n", "{n, plural, one {#}}", "{n, date}", "{n, select, a {b} other {c}}", "{}", "{a b}"})
    void what_nobody_can_read_is_refused(String text) {
        assertThatThrownBy(() -> Phrases.numbersIn(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{n", "{n, plural, one {#}}", "{n, date}", "Look } here {", "{n, plural, other {{n, date}}}"})
    void what_nobody_can_read_is_said_as_it_is(String stored) {
        assertThat(Phrases.say("en", stored, Map.of("n", 2L))).isEqualTo(stored);
        assertThat(Phrases.says("n", stored)).isFalse();
    }

    @Test
    void a_text_says_the_numbers_that_it_names() {
        assertThat(Phrases.says("n", "{n} of {all}")).isTrue();
        assertThat(Phrases.says("n", "n of {all}")).isFalse();
        assertThat(Phrases.says("n", "'{n}'")).isFalse();
    }
}
