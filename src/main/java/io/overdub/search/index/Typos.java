package io.overdub.search.index;

import java.util.HashSet;
import java.util.Set;

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
     * Letters that are missing, too many, wrong or swapped, each counting once.
     *
     * @param beginning only as much of the word counts as comes closest
     */
    static int distance(String typed, String word, boolean beginning) {
        var from = typed.codePoints().toArray();
        var to = word.codePoints().toArray();
        var rows = new int[from.length + 1][to.length + 1];
        for (var i = 0; i <= from.length; i++) {
            for (var j = 0; j <= to.length; j++) {
                rows[i][j] = step(rows, from, to, i, j);
            }
        }
        var least = rows[from.length][to.length];
        if (beginning) {
            for (var length : rows[from.length]) {
                least = Math.min(least, length);
            }
        }
        return least;
    }

    private static int step(int[][] rows, int[] from, int[] to, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        var wrong = rows[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        var least = Math.min(wrong, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
            least = Math.min(least, rows[i - 2][j - 2] + 1);
        }
        return least;
    }
}
