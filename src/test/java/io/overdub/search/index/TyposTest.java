package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TyposTest {

    @Test
    void a_letter_missing_too_many_wrong_or_swapped_is_one_typo() {
        assertThat(Typos.distance("sandwich", "sandwich", false)).isZero();
        assertThat(Typos.distance("sandwch", "sandwich", false)).isEqualTo(1);
        assertThat(Typos.distance("sandwiich", "sandwich", false)).isEqualTo(1);
        assertThat(Typos.distance("sendwich", "sandwich", false)).isEqualTo(1);
        assertThat(Typos.distance("sandwihc", "sandwich", false)).isEqualTo(1);
        assertThat(Typos.distance("asndwihc", "sandwich", false)).isEqualTo(2);
        assertThat(Typos.distance("asndwihc", "sendwich", false)).isGreaterThan(2);
    }

    @Test
    void short_words_must_be_right_and_long_ones_may_have_two_typos() {
        assertThat(Typos.isMeant("owl", "owl")).isTrue();
        assertThat(Typos.isMeant("owl", "own")).isFalse();
        assertThat(Typos.isMeant("owls", "owl")).isTrue();
        assertThat(Typos.isMeant("holday", "holiday")).isTrue();
        assertThat(Typos.isMeant("hlday", "holiday")).isFalse();
        assertThat(Typos.isMeant("hollidasy", "holidays")).isTrue();
    }

    @Test
    void the_beginning_of_a_word_may_have_a_typo_too() {
        assertThat(Typos.isMeantByBeginning("sand", "sandwich")).isTrue();
        assertThat(Typos.isMeantByBeginning("sadn", "sandwich")).isTrue();
        assertThat(Typos.isMeantByBeginning("sadnw", "sandwich")).isTrue();
        assertThat(Typos.isMeantByBeginning("dansw", "sandwich")).isFalse();
        assertThat(Typos.isMeant("sand", "sandwich")).isFalse();
    }

    @Test
    void a_letter_beyond_the_first_65536_is_one_letter() {
        assertThat(Typos.distance("\uD801\uDC37abc", "abc", false)).isEqualTo(1);
        assertThat(Typos.distance("\uD801\uDC37abc", "\uD801\uDC38abc", false)).isEqualTo(1);
    }
}
