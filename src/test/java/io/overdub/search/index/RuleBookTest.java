package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.overdub.kernel.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    @Test
    void all_that_is_wrong_is_said_at_once_and_where() {
        assertThat(faults("""
                {"weights": {"quote": {"fields": {"titel": 1}}},
                 "formulas": {"dub": {"score": "text + likes"}, "quote": {"score": "1 / popularity"}},
                 "synonyms": [{"words": ["one", "?!"]}, {"words": ["a b c d", "x"]}],
                 "stop_words": [{"words": ["two words"]}],
                 "pins": [{"query": "…", "hits": [{"kind": "quote", "key": "7"}]},
                          {"query": "a", "hits": [{"kind": "tag", "key": "t"}, {"kind": "tag", "key": "t"}]},
                          {"query": "Á", "hits": [{"kind": "tag", "key": "t"}]}],
                 "hides": [{"kind": "dub", "key": "x"}],
                 "blocked_words": ["?"]}"""))
                .containsExactly(
                        "weights.quote.fields",
                        "formulas.quote.score",
                        "formulas.dub.score",
                        "synonyms[0].words",
                        "synonyms[1].words",
                        "stop_words[0].words",
                        "pins[0].hits",
                        "pins[0].query",
                        "pins[1].hits",
                        "pins[2].query",
                        "hides[0].key",
                        "blocked_words[0]");
        assertThat(faults("""
                {"synonyms": [{"words": ["Same", "SÁME"]}]}""")).containsExactly("synonyms[0].words");
    }

    @Test
    void what_is_blocked_is_not_speakable_in_any_spelling() {
        var book = RuleBook.of(WrittenRules.read("""
                {"blocked_words": ["Dämlich"]}"""));

        assertThat(book.isSpeakable("how DAMLICH!")).isFalse();
        assertThat(book.isSpeakable("how damlichs")).isTrue();
    }

    @Test
    void what_is_blocked_may_be_some_words_in_a_row_in_any_script() {
        var book = RuleBook.of(WrittenRules.read("""
                {"blocked_words": ["ばかやろう", "死", "hate them"]}"""));

        assertThat(book.isSpeakable("このばかやろうめ")).isFalse();
        assertThat(book.isSpeakable("ばか")).isTrue();
        assertThat(book.isSpeakable("死ね")).isFalse();
        assertThat(book.isSpeakable("we HATE  them all")).isFalse();
        assertThat(book.isSpeakable("hate all of them")).isTrue();
    }

    private static List<String> faults(String json) {
        var refusal = catchThrowableOfType(Refusal.class, () -> RuleBook.of(WrittenRules.read(json)));
        return refusal.faults().stream().map(Refusal.Fault::field).toList();
    }
}
