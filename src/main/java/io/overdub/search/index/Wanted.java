package io.overdub.search.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
    static Wanted of(
            Question question, List<Words.Word> words, Collection<String> known, String weights, RuleBook rules) {
        var open = isOpen(question.text(), words);
        List<Part> parts = new ArrayList<>();
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var ends = i == words.size() - 1 && open;
            var begins = isBeginning(word, ends);
            parts.add(new Part(
                    lexeme(word.folded(), weights, false),
                    lexeme(word.folded(), weights, begins),
                    alternatives(word, ends, begins, known, weights),
                    (word.folded().length() >= SHORTEST_ALONE || word.script() != Words.Script.SPACED)
                            && !rules.isStopWord(word.folded(), question.language()),
                    !ends && rules.isStopWord(word.folded(), question.language())));
        }
        var filter = filter(question);
        var clauses = clauses(question, words, parts, weights, rules);
        var needed = clauses.stream().filter(clause -> !clause.needless()).toList();
        var enough = clauses.stream().filter(Part::alone).map(Part::wide).toList();
        var name = Lexemes.name(words);
        return new Wanted(
                filter + joined(AND, needed.isEmpty() ? clauses : needed, Part::wide),
                enough.isEmpty() || words.size() == 1 ? "" : filter + "(" + String.join(OR, enough) + ")",
                parts.stream().map(Part::typed).collect(Collectors.joining(OR)),
                clauses.stream().map(Part::begun).collect(Collectors.joining(OR)),
                clauses.stream().map(Part::wide).collect(Collectors.joining(OR)),
                parts.stream().map(Part::begun).collect(Collectors.joining(" <-> ")),
                name.isEmpty() ? "'='" : Lexemes.quoted(name));
    }

    /**
     * A word of a question, or some in a row that have a synonym.
     *
     * @param alone whether a document that has only this may answer
     * @param needless whether one without it may
     */
    private record Part(String typed, String begun, String wide, boolean alone, boolean needless) {}

    private static String joined(String operator, List<Part> parts, Function<Part, String> form) {
        return parts.stream().map(form).collect(Collectors.joining(operator, "(", ")"));
    }

    /** The words, those with a synonym or that too. */
    private static List<Part> clauses(
            Question question, List<Words.Word> words, List<Part> parts, String weights, RuleBook rules) {
        List<Part> clauses = new ArrayList<>();
        var at = 0;
        while (at < parts.size()) {
            var length = Math.min(RuleBook.LONGEST_SYNONYM, parts.size() - at);
            List<List<String>> others = List.of();
            for (; length > 0 && others.isEmpty(); length--) {
                others = rules.synonymsOf(
                        words.subList(at, at + length).stream()
                                .map(Words.Word::folded)
                                .toList(),
                        question.language());
            }
            length++;
            var some = parts.subList(at, at + length);
            clauses.add(others.isEmpty() ? some.get(0) : withSynonyms(some, others, weights));
            at += length;
        }
        return clauses;
    }

    private static Part withSynonyms(List<Part> some, List<List<String>> others, String weights) {
        var synonyms = others.stream()
                .map(other -> other.stream()
                        .map(word -> lexeme(word, weights, false))
                        .collect(Collectors.joining(" <-> ", "(", ")")))
                .collect(Collectors.joining(OR));
        return new Part(
                joined(AND, some, Part::typed),
                "(" + joined(AND, some, Part::begun) + OR + synonyms + ")",
                "(" + joined(AND, some, Part::wide) + OR + synonyms + ")",
                true,
                false);
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
