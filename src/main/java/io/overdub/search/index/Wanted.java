package io.overdub.search.index;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.overdub.search.index.Clause.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A question as queries of PostgreSQL's text search.
 *
 * @param all what a document must have
 * @param any what it must have when none has that: one of the words, or of those that may be meant by one that nobody uses; empty when
 *     that would be the same
 * @param sure what is among the best of all, however popular: a title that is the question, or all words in a row
 * @param most all but one of what {@code any} is made of; {@code sure} where it is made of one or two
 * @param exact the words as typed
 * @param begun the same, the last one as a beginning
 * @param wide the same, and the words that may be meant
 * @param phrase all words in a row, the last one as a beginning; of one word, that word
 * @param named a title that is the question
 * @param titled the same, and what else is asked for; of some words, the last of which may go on, also a title that begins so
 * @param indexed what {@code all} is looked up by: without the last word where very many begin so, and there are others
 * @param rest what that leaves out; empty when nothing
 * @param isVague whether it is nothing but a short beginning
 * @param prominent whether the words must be in titles and names
 * @param shares about how many documents there are of each
 */
record Wanted(
        String all,
        String any,
        String sure,
        String most,
        String exact,
        String begun,
        String wide,
        String phrase,
        String named,
        String titled,
        String indexed,
        String rest,
        boolean isVague,
        boolean prominent,
        Shares shares) {

    /** Of all documents. */
    record Shares(double all, double indexed, double any) {}

    private static final int MOST_MEANT = 20;

    /** By a word that documents have as it was typed. */
    private static final int MOST_MEANT_BY_USED = 6;

    /** Beginnings that are no longer are those of very many words. */
    private static final int SHORT = 2;

    private static final double BROAD = 0.01;

    /** Of documents that have a word, about so many have it in their title or name. */
    private static final double PROMINENT = 0.2;

    private static final String AND = " & ";
    private static final String OR = " | ";

    static Set<String> stems(List<Words.Word> words) {
        var stems = new HashSet<String>();
        words.stream().filter(Clause::isMisspellable).forEach(word -> stems.addAll(Typos.stems(word.folded())));
        return stems;
    }

    /**
     * @param known words of documents that have a stem in common with one of the question's
     * @param weights where the words must be, such as {@code AB}; empty: anywhere
     * @param spread to estimate by
     */
    static Wanted of(Asked asked, Collection<String> known, String weights, Spread spread) {
        var clauses = Clause.of(asked);
        var terms = clauses.stream().flatMap(clause -> clause.terms().stream()).toList();
        var filter = filter(asked.question());
        var meant = terms.stream().collect(toMap(term -> term, term -> meant(term, known, spread)));
        var widened = clauses.stream().collect(toMap(clause -> clause, clause -> wide(clause, meant, weights)));
        Function<Clause, String> wide = clause -> requireNonNull(widened.get(clause));
        var enough = clauses.stream()
                .filter(Clause::alone)
                .map(clause -> isUsed(clause, known) ? begun(clause, weights) : wide.apply(clause))
                .toList();
        var name = Lexemes.name(asked.words());
        var named = name.isEmpty() ? "'='" : Lexemes.quoted(name);
        var phrase = terms.stream().map(term -> begun(term, weights)).collect(Collectors.joining(" <-> "));
        var needed = Clause.needed(clauses);
        var looked = needed.stream().filter(clause -> !isBroad(clause, spread)).toList();
        if (looked.isEmpty()) {
            looked = needed;
        }
        var left = new ArrayList<>(needed);
        left.removeAll(looked);
        var sure = filter + (terms.size() == 1 ? named : "(" + named + OR + "(" + phrase + "))");
        return new Wanted(
                filter + joined(AND, needed, wide),
                enough.isEmpty() || terms.size() == 1 ? "" : filter + "(" + String.join(OR, enough) + ")",
                sure,
                enough.size() <= 2 ? sure : filter + most(enough),
                terms.stream().map(term -> typed(term, weights)).collect(Collectors.joining(OR)),
                clauses.stream().map(clause -> begun(clause, weights)).collect(Collectors.joining(OR)),
                clauses.stream().map(wide).collect(Collectors.joining(OR)),
                phrase,
                named,
                filter
                        + named
                        + (!name.isEmpty()
                                        && terms.size() > 1
                                        && terms.get(terms.size() - 1).begins()
                                ? ":*"
                                : ""),
                filter + joined(AND, looked, wide),
                left.isEmpty() ? "" : joined(AND, left, wide),
                needed.stream().allMatch(clause -> isBroad(clause, Spread.UNKNOWN)),
                !weights.isEmpty(),
                shares(asked.question(), clauses, needed, looked, meant, weights, spread));
    }

    private static Shares shares(
            Question question,
            List<Clause> clauses,
            List<Clause> needed,
            List<Clause> looked,
            Map<Term, List<String>> meant,
            String weights,
            Spread spread) {
        var prominent = weights.isEmpty() ? 1 : PROMINENT;
        var passing = question.labels().stream()
                .mapToDouble(label -> spread.words().getOrDefault(Lexemes.label(label), 1.0))
                .reduce(1, (one, other) -> one * other);
        Function<Clause, Double> share = clause -> Spread.oneOf(clause.terms().stream()
                .flatMap(term -> Stream.concat(
                        Stream.of(
                                term.begins()
                                        ? spread.shareOfBeginning(term.folded())
                                        : spread.shareOfTyped(term.folded())),
                        requireNonNull(meant.get(term)).stream().map(spread::shareOf)))
                .toList());
        var alone = clauses.stream().filter(Clause::alone).map(share).toList();
        return new Shares(
                passing * Spread.all(each(needed, share)) * prominent,
                passing * Spread.all(each(looked, share)),
                passing * Spread.oneOf(alone));
    }

    /** The same word twice is one. */
    private static Collection<Double> each(List<Clause> clauses, Function<Clause, Double> share) {
        return clauses.stream()
                .collect(toMap(
                        clause -> clause.terms().stream().map(Term::folded).toList(), share, (one, other) -> one))
                .values();
    }

    /** Whether so many documents have a word that begins so that it takes long to gather them from the index. */
    private static boolean isBroad(Clause clause, Spread spread) {
        return clause.synonyms().isEmpty()
                && clause.terms().stream()
                        .allMatch(term -> term.begins()
                                && term.word().script() == Words.Script.SPACED
                                && (term.folded()
                                                        .codePointCount(
                                                                0, term.folded().length())
                                                <= SHORT
                                        || spread.shareOfBeginning(term.folded()) > BROAD));
    }

    /** Whether documents have this word as it was typed. */
    private static boolean isUsed(Clause clause, Collection<String> known) {
        return clause.terms().stream().allMatch(term -> isUsed(term, known));
    }

    private static boolean isUsed(Term term, Collection<String> known) {
        return known.stream()
                .anyMatch(word -> term.begins() ? word.startsWith(term.folded()) : word.equals(term.folded()));
    }

    /** @param loose some of the words, else all */
    String matching(boolean loose) {
        return loose ? any : all;
    }

    /** The best of these, however popular. */
    String surest(boolean loose) {
        return loose ? most : sure;
    }

    /** Whether the index can tell what has all. */
    boolean isIndexed() {
        return rest.isEmpty();
    }

    private static String most(List<String> parts) {
        return IntStream.range(0, parts.size())
                .mapToObj(missing -> IntStream.range(0, parts.size())
                        .filter(at -> at != missing)
                        .mapToObj(parts::get)
                        .collect(Collectors.joining(AND, "(", ")")))
                .collect(Collectors.joining(OR, "(", ")"));
    }

    private static <T> String joined(String operator, List<T> parts, Function<T, String> form) {
        return parts.stream().map(form).collect(Collectors.joining(operator, "(", ")"));
    }

    private static String typed(Term term, String weights) {
        return lexeme(term.folded(), weights, false);
    }

    private static String begun(Term term, String weights) {
        return lexeme(term.folded(), weights, term.begins());
    }

    private static String begun(Clause clause, String weights) {
        return orSynonyms(clause, weights, term -> begun(term, weights));
    }

    private static String wide(Clause clause, Map<Term, List<String>> meant, String weights) {
        return orSynonyms(clause, weights, term -> alternatives(term, requireNonNull(meant.get(term)), weights));
    }

    private static String orSynonyms(Clause clause, String weights, Function<Term, String> form) {
        if (clause.synonyms().isEmpty()) {
            return form.apply(clause.terms().get(0));
        }
        var synonyms = clause.synonyms().stream()
                .map(other -> other.stream()
                        .map(word -> lexeme(word, weights, false))
                        .collect(Collectors.joining(" <-> ", "(", ")")))
                .collect(Collectors.joining(OR));
        return "(" + joined(AND, clause.terms(), form) + OR + synonyms + ")";
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

    private static String alternatives(Term term, List<String> meant, String weights) {
        var all = new ArrayList<String>();
        all.add(begun(term, weights));
        meant.forEach(word -> all.add(lexeme(word, weights, false)));
        return all.size() == 1 ? all.get(0) : "(" + String.join(OR, all) + ")";
    }

    /** The closest ones, of equally close ones the most frequent. */
    private static List<String> meant(Term term, Collection<String> known, Spread spread) {
        if (!term.isMisspellable()) {
            return List.of();
        }
        var typed = term.folded();
        var open = term.ends();
        return known.stream()
                .filter(word -> !word.equals(typed) && !(open && word.startsWith(typed)))
                .map(word -> Map.entry(word, Typos.distance(typed, word, open)))
                .filter(word -> word.getValue() <= Typos.allowed(typed))
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(word -> -spread.shareOf(word.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(isUsed(term, known) ? MOST_MEANT_BY_USED : MOST_MEANT)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String lexeme(String word, String weights, boolean beginning) {
        var flags = (beginning ? "*" : "") + weights;
        return Lexemes.quoted(word) + (flags.isEmpty() ? "" : ":" + flags);
    }
}
