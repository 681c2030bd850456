package io.overdub.search.index;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which misspelt words are meant. Up to three letters must be right; up to seven one may be missing, too many, wrong or swapped with its
 * neighbour; of longer words two.
 *
 * <p>Two words at a distance have something in common once letters are taken out of both: those remains, of the beginning of a word, are
 * its stems. Whoever has a stem in common is compared letter by letter.
 */
public final class Typos {

    private static final int SHORTEST = 4;
    private static final int LONG = 8;
    private static final int HEAD = 7;
    private static final int SHORT_HEAD = 5;

    private Typos() {}

    /** How many letters of a word may be wrong. */
    static int allowed(String word) {
        var length = word.codePointCount(0, word.length());
        if (length < SHORTEST) {
            return 0;
        }
        return length < LONG ? 1 : 2;
    }

    /** Whether a word may be meant by what was typed. */
    public static boolean isMeant(String typed, String word) {
        return distance(typed, word, false) <= allowed(typed);
    }

    /** Whether a word that begins with what was typed may be meant. */
    public static boolean isMeantByBeginning(String typed, String word) {
        return word.startsWith(typed) || distance(typed, word, true) <= allowed(typed);
    }

    static Set<String> stems(String word) {
        var stems = new HashSet<String>();
        if (word.codePointCount(0, word.length()) >= SHORTEST - 1) {
            remains(head(word, HEAD), allowed(word) == 2 ? 2 : 1, stems);
            if (word.length() > SHORT_HEAD) {
                remains(head(word, SHORT_HEAD), 1, stems);
            }
        }
        return stems;
    }

    private static void remains(String word, int less, Set<String> stems) {
        stems.add(word);
        if (less > 0) {
            var at = 0;
            while (at < word.length()) {
                var next = at + Character.charCount(word.codePointAt(at));
                remains(word.substring(0, at) + word.substring(next), less - 1, stems);
                at = next;
            }
        }
    }

    private static String head(String word, int length) {
        return word.codePointCount(0, word.length()) <= length
                ? word
                : word.substring(0, word.offsetByCodePoints(0, length));
    }

    /**
     * Letters that are missing, too many, wrong or swapped, each counting once. Of what is more than is allowed it tells only that: most
     * words are far from each other, and that shows after some letters.
     *
     * @param beginning only as much of the word counts as comes closest
     */
    static int distance(String typed, String word, boolean beginning) {
        var most = allowed(typed);
        var longer = word.codePointCount(0, word.length()) - typed.codePointCount(0, typed.length());
        if (longer < -most || longer > most && !beginning) {
            return most + 1;
        }
        var from = letters(typed);
        var to = letters(beginning ? head(word, from.length + most) : word);
        var beforeLast = new int[to.length + 1];
        var last = new int[to.length + 1];
        var row = IntStream.rangeClosed(0, to.length).toArray();
        for (var i = 1; i <= from.length; i++) {
            var spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
            row[0] = i;
            var least = i;
            for (var j = 1; j <= to.length; j++) {
                row[j] = Math.min(last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return most + 1;
            }
        }
        return beginning ? Arrays.stream(row).min().orElseThrow() : row[to.length];
    }

    private static int[] letters(String word) {
        var letters = new int[word.codePointCount(0, word.length())];
        var at = 0;
        for (var i = 0; i < letters.length; i++) {
            letters[i] = word.codePointAt(at);
            at += Character.charCount(letters[i]);
        }
        return letters;
    }
}
