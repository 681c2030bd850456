package io.overdub.search.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A question as queries of PostgreSQL's text search.
 *
 * @param all what a document must have
 * @param any what it must have when none has that; empty when that would be the same
 * @param exact the words as typed
 * @param begun the same, the last one as a beginning
 * @param wide the same, and the words that may be meant
 * @param phrase all words in a row, the last one as a beginning; of one word, that word
 * @param named a title that is the question
 */
record Wanted(String all, String any, String exact, String begun, String wide, String phrase, String named) {

    /** What goes beyond is not looked for. */
    private static final int MOST_WORDS = 16;

    private static final int MOST_MEANT = 20;
    private static final int SHORTEST_ALONE = 3;
    private static final String AND = " & ";
    private static final String OR = " | ";

    /** The words of a question that count. */
    static List<Words.Word> words(Question question) {
        var words = Words.asked(question.text());
        return words.subList(0, Math.min(MOST_WORDS, words.size()));
    }

    static Set<String> stems(List<Words.Word> words) {
        var stems = new HashSet<String>();
        words.stream().filter(Wanted::isMisspellable).forEach(word -> stems.addAll(Typos.stems(word.folded())));
        return stems;
    }

    /**
     * @param known words of documents that have a stem in common with one of the question's
     * @param weights where the words must be, such as {@code AB}; empty: anywhere
     */
    static Wanted of(Question question, List<Words.Word> words, Collection<String> known, String weights) {
        var last = words.size() - 1;
        var open = isOpen(question.text(), words);
        List<String> typed = new ArrayList<>();
        List<String> begun = new ArrayList<>();
        List<String> wide = new ArrayList<>();
        List<String> enough = new ArrayList<>();
        for (var i = 0; i <= last; i++) {
            var word = words.get(i);
            var begins = isBeginning(word, i == last && open);
            typed.add(lexeme(word.folded(), weights, false));
            begun.add(lexeme(word.folded(), weights, begins));
            wide.add(alternatives(word, i == last && open, begins, known, weights));
            if (word.folded().length() >= SHORTEST_ALONE || word.script() != Words.Script.SPACED) {
                enough.add(wide.get(i));
            }
        }
        var filter = filter(question);
        var some = enough.isEmpty() || words.size() == 1 ? "" : filter + "(" + String.join(OR, enough) + ")";
        var name = Lexemes.name(words);
        return new Wanted(
                filter + "(" + String.join(AND, wide) + ")",
                some,
                String.join(OR, typed),
                String.join(OR, begun),
                String.join(OR, wide),
                String.join(" <-> ", begun),
                name.isEmpty() ? "'='" : Lexemes.quoted(name));
    }

    /** What a question asks for beside its words, as the beginning of a query; empty when nothing. */
    static String filter(Question question) {
        var filter = new StringBuilder();
        if (question.everybody()) {
            filter.append(Lexemes.quoted(Lexemes.EVERYBODY)).append(AND);
        }
        if (question.kinds().size() < Kind.values().length) {
            filter.append(Arrays.stream(Kind.values())
                    .filter(question.kinds()::contains)
                    .map(kind -> Lexemes.quoted(Lexemes.kind(kind)))
                    .collect(Collectors.joining(OR, "(", ")" + AND)));
        }
        question.labels()
                .forEach(label ->
                        filter.append(Lexemes.quoted(Lexemes.label(label))).append(AND));
        return filter.toString();
    }

    /** A space behind the last word says that it is whole. */
    private static boolean isOpen(String text, List<Words.Word> words) {
        return !words.isEmpty() && words.get(words.size() - 1).end() == text.length();
    }

    private static boolean isBeginning(Words.Word word, boolean open) {
        return switch (word.script()) {
            case SPACED -> open;
            case PAIRED -> word.folded().codePointCount(0, word.folded().length()) == 1;
            case EMOJI -> false;
        };
    }

    private static boolean isMisspellable(Words.Word word) {
        return word.script() == Words.Script.SPACED && Typos.allowed(word.folded()) > 0;
    }

    private static String alternatives(
            Words.Word word, boolean open, boolean begins, Collection<String> known, String weights) {
        var all = new ArrayList<String>();
        all.add(lexeme(word.folded(), weights, begins));
        if (isMisspellable(word)) {
            meant(word.folded(), open, known).forEach(meant -> all.add(lexeme(meant, weights, false)));
        }
        return all.size() == 1 ? all.get(0) : "(" + String.join(OR, all) + ")";
    }

    /** The closest ones. */
    private static List<String> meant(String typed, boolean open, Collection<String> known) {
        return known.stream()
                .filter(word -> !word.equals(typed) && !(open && word.startsWith(typed)))
                .map(word -> Map.entry(word, Typos.distance(typed, word, open)))
                .filter(word -> word.getValue() <= Typos.allowed(typed))
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_MEANT)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String lexeme(String word, String weights, boolean beginning) {
        var flags = (beginning ? "*" : "") + weights;
        return Lexemes.quoted(word) + (flags.isEmpty() ? "" : ":" + flags);
    }
}
