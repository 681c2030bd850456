package io.overdub.dubs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TagsTest {

    @Test
    void tags_of_any_script_are_found() {
        assertThat(Tags.in("#früh und #हिन्दी, #日本! #اردو #x1")).containsExactly("früh", "हिन्दी", "日本", "اردو", "x1");
    }

    @Test
    void case_width_and_composition_are_folded() {
        assertThat(Tags.in("#FRÜH #fru\u0308h #ｆｒüｈ ＃früh")).containsExactly("früh");
    }

    @Test
    void numbers_and_parts_of_words_are_no_tags() {
        assertThat(Tags.in("#1 a#b http://x/#y && # #_ C#")).isEmpty();
    }

    @Test
    void joiners_belong_to_the_word_they_stand_in() {
        assertThat(Tags.in("#می\u200cخواهم")).containsExactly("می\u200cخواهم");
    }

    @Test
    void joiners_at_the_end_join_nothing() {
        assertThat(Tags.in("#کتاب\u200c #کتاب #کتاب\u200c\u200d")).containsExactly("کتاب");
    }

    @Test
    void only_the_first_ten_count() {
        assertThat(Tags.in("#a #b #c #d #e #f #g #h #i #j #k")).hasSize(10).doesNotContain("k");
    }

    @Test
    void overlong_tags_are_passed_over() {
        assertThat(Tags.in("#" + "x".repeat(51) + " #" + "y".repeat(50))).containsExactly("y".repeat(50));
    }
}
