package io.overdub.search.index;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    /** The apostrophes of Ukrainian and Hawaiian are letters to Unicode. */
    @Test
    void an_apostrophe_that_is_a_letter_is_an_apostrophe_wherever_it_stands() {
        assertThat(words("\u02BC")).isEmpty();
        assertThat(words("\u02BCn \u02BC\u02BCa\u02BC")).containsExactly("n", "a");
        assertThat(words("Don\u02BCt")).containsExactly("dont");
        assertThat(words("П\u02BCять мʼячів")).isEqualTo(words("П'ять м'ячів"));
        assertThat(words("Hawai\u02BBi")).containsExactly("hawaii");
        assertThat(words("\u02BC猫\u02BC")).containsExactly("猫");
    }

    @Test
    void a_voicing_mark_that_voices_nothing_is_no_word() {
        assertThat(words("\uFF9E")).isEmpty();
        assertThat(words("\uFF9F\uFF9E a")).containsExactly("a");
    }

    private static List<String> words(String text) {
        return assertTimeoutPreemptively(
                ofSeconds(5),
                () -> Words.in(text).stream().map(Words.Word::folded).toList());
    }
}
