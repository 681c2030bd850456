package io.overdub.search.index;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text into words and folds them, so that what people type finds what others wrote: case, compatibility forms, accents, points of
 * Arabic and Hebrew and spelling variants of Arabic and German fall away, and the digits of all scripts are the same; vowel signs of Indic
 * scripts and voicing marks of kana, which make another word, stay. Scripts without spaces are cut into pairs of characters. An emoji is a word, whatever its skin.
 */
public final class Words {

    static final int LONGEST = 64;

    private static final Set<String> BEHIND_I = Set.of("m", "d", "ll", "ve");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;

    /** Unlike those of wide kana they are letters to Unicode. */
    private static final int NARROW_VOICED = 0xFF9E;

    private static final int NARROW_HALF_VOICED = 0xFF9F;

    private Words() {}

    /** How a word may be matched. */
    public enum Script {
        /** By its beginning, and with typos. */
        SPACED,
        /** A part of a run of characters without spaces. */
        PAIRED,
        EMOJI
    }

    /**
     * A word, and where it stands in the text.
     *
     * @param start in UTF-16 code units
     * @param end behind its last one
     */
    public record Word(String folded, Script script, int start, int end) {

        /** One character of a script without spaces, which may be a part of a pair. */
        boolean isSign() {
            return script == Script.PAIRED && folded.codePointCount(0, folded.length()) == 1;
        }
    }

    /** The words of a document. */
    public static List<Word> in(String text) {
        return cut(text, true);
    }

    /** The words of a query: the last character of a run without spaces may go on in what is found. */
    public static List<Word> asked(String text) {
        return cut(text, false);
    }

    private static List<Word> cut(String text, boolean whole) {
        var words = new ArrayList<Word>();
        var at = 0;
        while (at < text.length()) {
            var c = text.codePointAt(at);
            if (isUnspaced(c)) {
                at = pairs(text, at, whole, words);
            } else if (begins(c)) {
                at = word(text, at, words);
            } else if (isEmoji(c)) {
                at = emoji(text, at, words);
            } else {
                at += Character.charCount(c);
            }
        }
        return words;
    }

    /** Some apostrophes and marks are letters to Unicode. */
    private static boolean begins(int c) {
        return Character.isLetterOrDigit(c) && !isApostrophe(c) && !isMark(c);
    }

    private static int word(String text, int start, List<Word> words) {
        var end = start + Character.charCount(text.codePointAt(start));
        while (end < text.length() && continues(text, end)) {
            end += Character.charCount(text.codePointAt(end));
        }
        add(text, start, end, Script.SPACED, words);
        return end;
    }

    /** An apostrophe between letters is a part of the word, unless it ends an article: {@code don't} and {@code I'll}, but {@code l'amour}. */
    private static boolean continues(String text, int at) {
        var c = text.codePointAt(at);
        if (isApostrophe(c)) {
            var next = at + 1 < text.length() ? text.codePointAt(at + 1) : ' ';
            var article = at - 2 < 0 || !Character.isLetter(text.codePointBefore(at - 1));
            return Character.isLetter(next) && (!article || isShortened(text, at));
        }
        return !isUnspaced(c)
                && (Character.isLetterOrDigit(c)
                        || isMark(c)
                        || c == ZERO_WIDTH_JOINER
                        || c == ZERO_WIDTH_NON_JOINER
                        || Character.getType(c) == Character.FORMAT);
    }

    /** What English leaves of {@code I am} and the like, which phones make of {@code im}. */
    private static boolean isShortened(String text, int apostrophe) {
        var end = apostrophe + 1;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return (text.charAt(apostrophe - 1) == 'I' || text.charAt(apostrophe - 1) == 'i')
                && BEHIND_I.contains(text.substring(apostrophe + 1, end).toLowerCase(Locale.ROOT));
    }

    private static int pairs(String text, int start, boolean whole, List<Word> words) {
        var starts = new ArrayList<Integer>();
        var end = start;
        while (end < text.length()
                && (isUnspaced(text.codePointAt(end)) || !starts.isEmpty() && isMark(text.codePointAt(end)))) {
            if (!isMark(text.codePointAt(end))) {
                starts.add(end);
            }
            end += Character.charCount(text.codePointAt(end));
        }
        starts.add(end);
        for (var i = 0; i + 2 < starts.size(); i++) {
            add(text, starts.get(i), starts.get(i + 2), Script.PAIRED, words);
        }
        if (whole || starts.size() == 2) {
            add(text, starts.get(starts.size() - 2), end, Script.PAIRED, words);
        }
        return end;
    }

    private static int emoji(String text, int start, List<Word> words) {
        var c = text.codePointAt(start);
        var end = start + Character.charCount(c);
        if (isRegional(c) && end < text.length() && isRegional(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        if (!isSkin(c)) {
            words.add(new Word(text.substring(start, end), Script.EMOJI, start, end));
        }
        return end;
    }

    private static void add(String text, int start, int end, Script script, List<Word> words) {
        var folded = fold(text.substring(start, end));
        if (!folded.isEmpty()) {
            words.add(new Word(folded, script, start, end));
        }
    }

    private static String fold(String word) {
        var plain = Normalizer.normalize(word, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var folded = new StringBuilder(plain.length());
        Normalizer.normalize(plain, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> (Character.isLetterOrDigit(c) || isMark(c)) && !isAccent(c) && !isApostrophe(c))
                .forEach(c -> append(folded, c));
        var composed = Normalizer.normalize(folded, Normalizer.Form.NFC);
        return composed.codePointCount(0, composed.length()) <= LONGEST
                ? composed
                : composed.substring(0, composed.offsetByCodePoints(0, LONGEST));
    }

    private static void append(StringBuilder folded, int c) {
        switch (c) {
            case 'ß' -> folded.append("ss");
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'þ' -> folded.append("th");
            case 'ø' -> folded.append('o');
            case 'đ', 'ð' -> folded.append('d');
            case 'ł' -> folded.append('l');
            case 'ı' -> folded.append('i');
            // Final forms and the keyboards of Iran and Egypt.
            case 'ς' -> folded.append('σ');
            case 0x0649, 0x06CC -> folded.append('\u064A');
            case 0x06A9 -> folded.append('\u0643');
            case 0x0629 -> folded.append('\u0647');
            case 0x0640 -> {}
            // Two ways to write a nasal.
            case 0x0901 -> folded.append('\u0902');
            default -> folded.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c);
        }
    }

    private static boolean isAccent(int c) {
        return c >= 0x0300 && c <= 0x036F
                || c >= 0x1AB0 && c <= 0x1AFF
                || c >= 0x1DC0 && c <= 0x1DFF
                || c >= 0x20D0 && c <= 0x20FF
                || c >= 0x0591 && c <= 0x05C7
                || c >= 0x0610 && c <= 0x061A
                || c >= 0x064B && c <= 0x065F
                || c == 0x0670
                || c >= 0x06D6 && c <= 0x06ED
                || c == 0x093C;
    }

    private static boolean isMark(int c) {
        var type = Character.getType(c);
        return c == NARROW_VOICED
                || c == NARROW_HALF_VOICED
                || c != EMOJI_STYLE
                        && (type == Character.NON_SPACING_MARK
                                || type == Character.COMBINING_SPACING_MARK
                                || type == Character.ENCLOSING_MARK);
    }

    private static boolean isApostrophe(int c) {
        return c == '\'' || c == '\u2019' || c == '\u02BC' || c == '\u02BB';
    }

    private static boolean isUnspaced(int c) {
        if (!Character.isLetter(c) && c != '\u30FC') {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR, BOPOMOFO -> true;
            default -> c == '\u30FC' || c == '\uFF70';
        };
    }

    private static boolean isEmoji(int c) {
        return Character.getType(c) == Character.OTHER_SYMBOL && c > 0x2000 || isSkin(c);
    }

    private static boolean isSkin(int c) {
        return c >= 0x1F3FB && c <= 0x1F3FF;
    }

    private static boolean isRegional(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }
}
