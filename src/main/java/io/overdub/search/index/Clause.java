package io.overdub.search.index;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a question, or some in a row that have synonyms.
 *
 * @param synonyms word sequences each of which will do as well
 * @param alone whether a document that has only this may answer
 * @param needless whether one without it may
 */
record Clause(List<Term> terms, List<List<String>> synonyms, boolean alone, boolean needless) {

    /** What goes beyond is not looked for. */
    private static final int MOST_WORDS = 16;

    private static final int SHORTEST_ALONE = 3;

    /**
     * @param place among all words, from 0
     * @param ends the question, so that it may go on in what is meant
     * @param begins whether words that begin with it will do
     */
    record Term(int place, Words.Word word, boolean ends, boolean begins) {

        String folded() {
            return word.folded();
        }

        boolean isMisspellable() {
            return Clause.isMisspellable(word);
        }
    }

    /** The words of a question that count. */
    static List<Words.Word> words(Question question) {
        var words = Words.asked(question.text());
        return words.subList(0, Math.min(MOST_WORDS, words.size()));
    }

    static boolean isMisspellable(Words.Word word) {
        return word.script() == Words.Script.SPACED && Typos.allowed(word.folded()) > 0;
    }

    /** Of all words, in their order. */
    static List<Clause> of(Asked asked) {
        var terms = terms(asked.question(), asked.words());
        var language = asked.question().language();
        List<Clause> clauses = new ArrayList<>();
        var at = 0;
        while (at < terms.size()) {
            var length = Math.min(RuleBook.LONGEST_SYNONYM, terms.size() - at);
            List<List<String>> others = List.of();
            for (; length > 0 && others.isEmpty(); length--) {
                others = asked.rules()
                        .synonymsOf(
                                terms.subList(at, at + length).stream()
                                        .map(Term::folded)
                                        .toList(),
                                language);
            }
            length++;
            clauses.add(
                    others.isEmpty()
                            ? plain(terms.get(at), asked.rules(), language)
                            : new Clause(terms.subList(at, at + length), others, true, false));
            at += length;
        }
        return clauses;
    }

    /** What a document must have of these: all but what is needless, unless there is nothing else. */
    static List<Clause> needed(List<Clause> clauses) {
        var needed = clauses.stream().filter(clause -> !clause.needless()).toList();
        return needed.isEmpty() ? clauses : needed;
    }

    private static Clause plain(Term term, RuleBook rules, String language) {
        var stops = rules.isStopWord(term.folded(), language);
        var telling = term.folded().length() >= SHORTEST_ALONE || term.word().script() != Words.Script.SPACED;
        return new Clause(List.of(term), List.of(), telling && !stops, !term.ends() && stops);
    }

    private static List<Term> terms(Question question, List<Words.Word> words) {
        var open = isOpen(question.text(), words);
        List<Term> terms = new ArrayList<>();
        for (var i = 0; i < words.size(); i++) {
            var ends = i == words.size() - 1 && open;
            terms.add(new Term(i, words.get(i), ends, isBeginning(words.get(i), ends)));
        }
        return terms;
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
}
