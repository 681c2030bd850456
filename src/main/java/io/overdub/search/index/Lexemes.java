package io.overdub.search.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A document as PostgreSQL's text search reads it: words with their places and weights, and what it is filtered by. */
final class Lexemes {

    /** Between two texts, so that no phrase goes from one into the other. */
    private static final int GAP = 10;

    /** PostgreSQL counts no further. */
    private static final int LAST_PLACE = 16_383;

    private static final int LONGEST_NAME = 100;

    static final String EVERYBODY = "=e";

    private final Map<String, StringBuilder> places = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();
    private int next = 1;

    private Lexemes() {}

    static Lexemes of(Kind kind, Document document) {
        var lexemes = new Lexemes();
        document.titles().forEach(title -> lexemes.add(title, 'A'));
        document.names().forEach(name -> lexemes.add(name, 'B'));
        lexemes.add(document.text(), 'C');
        lexemes.add(document.transcript(), 'D');
        document.titles().forEach(lexemes::name);
        document.labels().forEach(label -> lexemes.mark(label(label)));
        lexemes.mark(kind(kind));
        if (document.forEverybody()) {
            lexemes.mark(EVERYBODY);
        }
        return lexemes;
    }

    /** The words that people may misspell. */
    Set<String> misspellable() {
        return known;
    }

    String vector() {
        return places.entrySet().stream()
                .map(lexeme -> quoted(lexeme.getKey())
                        + (lexeme.getValue().isEmpty()
                                ? ""
                                : ":" + lexeme.getValue().substring(1)))
                .collect(Collectors.joining(" "));
    }

    private void add(String text, char weight) {
        for (var word : Words.in(text)) {
            if (next <= LAST_PLACE) {
                places.computeIfAbsent(word.folded(), unknown -> new StringBuilder())
                        .append(',')
                        .append(next++)
                        .append(weight);
            }
            if (word.script() == Words.Script.SPACED
                    && !Typos.stems(word.folded()).isEmpty()) {
                known.add(word.folded());
            }
        }
        next += GAP;
    }

    private void name(String title) {
        var name = name(Words.in(title));
        if (!name.isEmpty()) {
            mark(name);
        }
    }

    private void mark(String lexeme) {
        places.putIfAbsent(lexeme, new StringBuilder());
    }

    /** What a title is found by as a whole; empty for long ones. */
    static String name(List<Words.Word> words) {
        var name = words.stream().map(Words.Word::folded).collect(Collectors.joining(" "));
        return name.isEmpty() || name.length() > LONGEST_NAME ? "" : "=t:" + name;
    }

    static String label(String label) {
        return "=l:" + label;
    }

    static String kind(Kind kind) {
        return "=k:" + kind.stored();
    }

    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
