package io.overdub.search.index;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.Refusal.Fault;
import io.overdub.ranking.Formula;
import io.overdub.ranking.Score;
import io.overdub.ranking.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules that have been read: words folded, formulas compiled, each found by what it holds for. Safe for many threads. */
public final class RuleBook {

    /** So many words may stand for one. */
    static final int LONGEST_SYNONYM = 3;

    private static final List<Variable> VARIABLES = List.of(
            new Variable("text", true, 0, 1_000),
            new Variable("popularity", true, 0, 1_000_000_000),
            new Variable("time", true, 0, 315_360_000));

    /** Holds for a query, or with an empty text and {@code any} for all, in a language or with an empty one in all. */
    private record Case(String language, boolean any, String query) {}

    private record Sequence(String language, List<String> words) {}

    private final Rules rules;
    private final Map<Kind, Score> scores = new EnumMap<>(Kind.class);
    private final Map<Sequence, Set<List<String>>> synonyms = new HashMap<>();
    private final Map<String, Set<String>> stopWords = new HashMap<>();
    private final Map<Case, List<Hit>> pins = new HashMap<>();
    private final Map<Case, Set<Hit>> hides = new HashMap<>();

    /** Word sequences, by their first word. */
    private final Map<String, List<List<String>>> blocked = new HashMap<>();

    /** Characters of scripts without spaces, which are blocked wherever they are. */
    private final Set<String> blockedSigns = new HashSet<>();

    private final List<Fault> faults = new ArrayList<>();

    private final Weighing weighing;

    private RuleBook(Rules rules) {
        this.rules = rules;
        this.weighing = Weighing.of(rules);
    }

    /** @throws Refusal 422 {@code rules_refused} with all that is wrong */
    public static RuleBook of(Rules rules) {
        var book = new RuleBook(rules);
        book.readWeights();
        rules.formulas().forEach(book::readFormula);
        for (var i = 0; i < rules.synonyms().size(); i++) {
            book.readSynonyms("synonyms[" + i + "].words", rules.synonyms().get(i));
        }
        for (var i = 0; i < rules.stopWords().size(); i++) {
            book.readStopWords("stop_words[" + i + "].words", rules.stopWords().get(i));
        }
        for (var i = 0; i < rules.pins().size(); i++) {
            book.readPin("pins[" + i + "]", rules.pins().get(i));
        }
        for (var i = 0; i < rules.hides().size(); i++) {
            book.readHide("hides[" + i + "]", rules.hides().get(i));
        }
        for (var i = 0; i < rules.blockedWords().size(); i++) {
            book.readBlocked("blocked_words[" + i + "]", rules.blockedWords().get(i));
        }
        if (!book.faults.isEmpty()) {
            throw new RulesRefused(List.copyOf(book.faults));
        }
        return book;
    }

    private void readWeights() {
        var known = new HashSet<String>();
        for (var field : Rules.Field.values()) {
            known.add(field.wireName());
        }
        rules.weights()
                .forEach((kind, weights) -> weights.fields().keySet().stream()
                        .filter(name -> !known.contains(name))
                        .forEach(name -> faults.add(new Fault(
                                "weights." + kind.stored() + ".fields",
                                "no field is called \"" + name + "\": title, name, text, transcript"))));
    }

    private void readFormula(Kind kind, Formula formula) {
        try {
            scores.put(kind, Score.of(formula, VARIABLES));
        } catch (Refusal e) {
            e.faults()
                    .forEach(fault ->
                            faults.add(new Fault("formulas." + kind.stored() + "." + fault.field(), fault.message())));
        }
    }

    private void readSynonyms(String field, Rules.Synonyms given) {
        var group = new ArrayList<List<String>>();
        for (var text : given.words()) {
            var words = folded(text);
            if (words.isEmpty() || words.size() > LONGEST_SYNONYM) {
                faults.add(new Fault(field, "\"" + text + "\" must be one to " + LONGEST_SYNONYM + " words"));
            } else if (!group.contains(words)) {
                group.add(words);
            }
        }
        if (group.size() < 2 && faults.isEmpty()) {
            faults.add(new Fault(field, "all of them are the same word"));
        }
        for (var words : group) {
            synonyms.computeIfAbsent(new Sequence(language(given.language()), words), unknown -> new HashSet<>())
                    .addAll(group.stream().filter(other -> !other.equals(words)).toList());
        }
    }

    private void readStopWords(String field, Rules.StopWords given) {
        var words = stopWords.computeIfAbsent(language(given.language()), unknown -> new HashSet<>());
        given.words().forEach(text -> word(field, text).ifPresent(words::add));
    }

    private Optional<String> word(String field, String text) {
        var words = folded(text);
        if (words.size() != 1) {
            faults.add(new Fault(field, "\"" + text + "\" must be one word"));
            return Optional.empty();
        }
        return Optional.of(words.get(0));
    }

    private void readBlocked(String field, String text) {
        var words = Words.asked(text);
        if (words.isEmpty()) {
            faults.add(new Fault(field, "\"" + text + "\" has no word"));
        } else if (words.size() == 1 && words.get(0).isSign()) {
            blockedSigns.add(words.get(0).folded());
        } else {
            var sequence = words.stream().map(Words.Word::folded).toList();
            blocked.computeIfAbsent(sequence.get(0), unknown -> new ArrayList<>())
                    .add(sequence);
        }
    }

    private void readPin(String field, Rules.Pin given) {
        for (var hit : given.hits()) {
            checkKey(field + ".hits", hit.kind(), hit.key());
        }
        if (new HashSet<>(given.hits()).size() < given.hits().size()) {
            faults.add(new Fault(field + ".hits", "the same one twice"));
        }
        var before = pins.put(caseOf(field, given.language(), given.query()), List.copyOf(given.hits()));
        if (before != null) {
            faults.add(new Fault(field + ".query", "has pins already"));
        }
    }

    private void readHide(String field, Rules.Hide given) {
        checkKey(field + ".key", given.kind(), given.key());
        hides.computeIfAbsent(caseOf(field, given.language(), given.query()), unknown -> new HashSet<>())
                .add(new Hit(given.kind(), given.key()));
    }

    private void checkKey(String field, Kind kind, String key) {
        if (kind != Kind.TAG && !isId(key)) {
            faults.add(new Fault(field, "the key of a " + kind.stored() + " is its id"));
        }
    }

    private static boolean isId(String key) {
        try {
            return Ids.parse(key).toString().equals(key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Case caseOf(String field, @Nullable String language, @Nullable String query) {
        if (query == null) {
            return new Case(language(language), true, "");
        }
        var words = key(Words.asked(query));
        if (words.isEmpty() && !query.isBlank()) {
            faults.add(new Fault(field + ".query", "has no word"));
        }
        return new Case(language(language), false, words);
    }

    private static String language(@Nullable String tag) {
        return tag == null ? "" : tag.toLowerCase(Locale.ROOT);
    }

    private static List<String> folded(String text) {
        return Words.asked(text).stream().map(Words.Word::folded).toList();
    }

    /** What a question is known by, however it was typed. */
    static String key(List<Words.Word> words) {
        return words.stream().map(Words.Word::folded).collect(Collectors.joining(" "));
    }

    Weighing weighing() {
        return weighing;
    }

    Rules rules() {
        return rules;
    }

    /** What comes first, the rule of the language before that of all. */
    List<Hit> pinned(Question question, List<Words.Word> words) {
        if (pins.isEmpty()) {
            return List.of();
        }
        var key = key(words);
        var own = pins.get(new Case(question.language(), false, key));
        var found = own != null ? own : pins.getOrDefault(new Case("", false, key), List.of());
        return found.stream()
                .filter(hit -> question.kinds().contains(hit.kind()) && !isHidden(hit, question, words))
                .toList();
    }

    boolean isHidden(Hit hit, Question question, List<Words.Word> words) {
        if (hides.isEmpty()) {
            return false;
        }
        var key = key(words);
        return isHidden(hit, new Case("", true, ""))
                || isHidden(hit, new Case(question.language(), true, ""))
                || isHidden(hit, new Case("", false, key))
                || isHidden(hit, new Case(question.language(), false, key));
    }

    private boolean isHidden(Hit hit, Case one) {
        return hides.getOrDefault(one, Set.of()).contains(hit);
    }

    boolean isStopWord(String word, String language) {
        return stopWords.getOrDefault("", Set.of()).contains(word)
                || stopWords.getOrDefault(language, Set.of()).contains(word);
    }

    /** Word sequences that mean the same as these words in a row; empty when there are none. */
    List<List<String>> synonymsOf(List<String> words, String language) {
        if (synonyms.isEmpty()) {
            return List.of();
        }
        var all = new TreeMap<String, List<String>>();
        for (var one : new HashSet<>(List.of("", language))) {
            synonyms.getOrDefault(new Sequence(one, words), Set.of())
                    .forEach(other -> all.put(String.join(" ", other), other));
        }
        return List.copyOf(all.values());
    }

    /** Words, folded, of synonyms of what is asked: they are found for it as well. */
    public Set<String> synonymsIn(Question question) {
        if (synonyms.isEmpty()) {
            return Set.of();
        }
        var words = Clause.words(question).stream().map(Words.Word::folded).toList();
        var found = new HashSet<String>();
        for (var from = 0; from < words.size(); from++) {
            for (var to = from + 1; to <= Math.min(words.size(), from + LONGEST_SYNONYM); to++) {
                synonymsOf(words.subList(from, to), question.language()).forEach(found::addAll);
            }
        }
        return found;
    }

    /** Whether what somebody asked may be shown to others. */
    public boolean isSpeakable(String query) {
        var words = folded(query);
        for (var i = 0; i < words.size(); i++) {
            var rest = words.subList(i, words.size());
            if (blockedSigns.stream().anyMatch(rest.get(0)::contains)
                    || blocked.getOrDefault(rest.get(0), List.of()).stream()
                            .anyMatch(sequence -> Collections.indexOfSubList(rest, sequence) == 0)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a formula decides on some of these. */
    boolean reorders(Collection<Kind> kinds) {
        return kinds.stream().anyMatch(scores::containsKey);
    }

    /**
     * What a document counts in the end.
     *
     * @param text the weighted score, from 0
     * @param popularity a count
     * @param ageSeconds 0 for what has no age
     */
    double score(Kind kind, double text, double popularity, double ageSeconds) {
        var score = scores.get(kind);
        return score == null ? text : score.of(new double[] {text, popularity, ageSeconds});
    }
}
