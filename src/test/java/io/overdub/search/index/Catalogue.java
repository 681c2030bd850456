package io.overdub.search.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Quotes in four languages, the same in every run: words of syllables, some of which are used far more often than others, in titles and
 * transcripts; and queries of which it is known what they are meant to find.
 */
final class Catalogue {

    private static final int WORDS = 1_500;

    /** Consonants and vowels, space between. */
    private static final List<List<String>> LANGUAGES = List.of(
            List.of("b c d f g h l m n p r s t w th sh st", "a e i o u ea oo"),
            List.of("b d f g h k l m n r s t w z sch ß", "a e i o u ä ö ü ei"),
            List.of("б в г д ж з к л м н п р с т ш", "а е и о у ы я ё"),
            List.of("क ख ग च ज ट त द न प ब म य र ल स ह", "ा ि ी ु ू े ो"));

    /** @param meant the number of the quote */
    record Query(String text, int meant, boolean misspelt) {}

    private final Random chance = new Random(20_261_125);
    private final List<List<String>> vocabularies =
            LANGUAGES.stream().map(this::vocabulary).toList();
    private final List<List<String>> titles = new ArrayList<>();
    private final List<List<String>> transcripts = new ArrayList<>();
    private final String label;

    Catalogue(int size, String label) {
        this.label = label;
        for (var i = 0; i < size; i++) {
            titles.add(words(i, 2 + chance.nextInt(3)));
            transcripts.add(words(i, 8 + chance.nextInt(20)));
        }
    }

    int size() {
        return titles.size();
    }

    Document document(int i) {
        return new Document(
                List.of(String.join(" ", titles.get(i))),
                List.of(),
                "",
                String.join(" ", transcripts.get(i)),
                List.of(label),
                true,
                (i * 7_919L) % 1_000);
    }

    /** So many with a typo, as many that are not typed to their end, and as many of three words that are said. */
    List<Query> queries(int each) {
        var queries = new ArrayList<Query>();
        for (var i = 0; i < each; i++) {
            var meant = chance.nextInt(size());
            queries.add(new Query(misspelt(titles.get(meant)), meant, true));
            meant = chance.nextInt(size());
            queries.add(new Query(begun(titles.get(meant)), meant, false));
            meant = chance.nextInt(size());
            var said = transcripts.get(meant);
            var from = chance.nextInt(said.size() - 2);
            queries.add(new Query(String.join(" ", said.subList(from, from + 3)), meant, false));
        }
        return queries;
    }

    private String misspelt(List<String> title) {
        var words = new ArrayList<>(title);
        var longest = IntStream.range(0, words.size())
                .boxed()
                .max((a, b) -> words.get(a).length() - words.get(b).length())
                .orElseThrow();
        var word = new StringBuilder(words.get(longest));
        var at = 1 + chance.nextInt(word.length() - 2);
        switch (chance.nextInt(4)) {
            case 0 -> word.deleteCharAt(at);
            case 1 -> word.insert(at, word.charAt(at - 1));
            case 2 -> word.setCharAt(at, word.charAt(word.length() - 1));
            default -> {
                var one = word.charAt(at);
                word.setCharAt(at, word.charAt(at - 1));
                word.setCharAt(at - 1, one);
            }
        }
        words.set(longest, word.toString());
        return String.join(" ", words) + " ";
    }

    private static String begun(List<String> title) {
        var last = title.get(title.size() - 1);
        return title.subList(0, title.size() - 1).stream()
                        .map(word -> word + " ")
                        .collect(Collectors.joining())
                + last.substring(0, Math.max(2, last.length() / 2));
    }

    /** The first words of a vocabulary come up most. */
    private List<String> words(int quote, int count) {
        var vocabulary = vocabularies.get(quote % vocabularies.size());
        return IntStream.range(0, count)
                .mapToObj(i -> vocabulary.get((int) (WORDS * Math.pow(chance.nextDouble(), 2))))
                .toList();
    }

    private List<String> vocabulary(List<String> language) {
        var consonants = language.get(0).split(" ");
        var vowels = language.get(1).split(" ");
        return IntStream.range(0, WORDS)
                .mapToObj(i -> IntStream.range(0, 2 + chance.nextInt(3))
                        .mapToObj(j ->
                                consonants[chance.nextInt(consonants.length)] + vowels[chance.nextInt(vowels.length)])
                        .collect(Collectors.joining()))
                .toList();
    }
}
