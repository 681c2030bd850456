package io.overdub.edge;

import java.util.BitSet;

/**
 * Keeps the invisible marks by which a text says in which direction it reads to that text (UAX #9). One that is left open turns around
 * whatever an app writes behind it (a name, a number of likes), and an override makes letters read backwards, which no language needs and
 * who wants to pass for somebody else does. Both are left out, and so is what closes nothing; not refused, for phones put them around numbers
 * that people copy, and nobody sees what to correct. Isolates and embeddings that are closed stay, for names are put into sentences of
 * another script with them; so do the marks that open nothing (U+200E, U+200F, U+061C).
 */
final class Directions {

    private static final char POP_EMBEDDING = 0x202C;
    private static final char POP_ISOLATE = 0x2069;

    private final String text;
    private final BitSet loose = new BitSet();

    /** The places of what is open, the outermost first. */
    private final int[] open;

    private int depth;
    private int isolates;

    private Directions(String text) {
        this.text = text;
        this.open = new int[text.length()];
    }

    static String contained(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (isMark(text.charAt(i))) {
                return new Directions(text).contained();
            }
        }
        return text;
    }

    private String contained() {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == POP_EMBEDDING) {
                closeEmbedding(i);
            } else if (c == POP_ISOLATE) {
                closeIsolate(i);
            } else if (isMark(c)) {
                open[depth++] = i;
                isolates += isIsolate(c) ? 1 : 0;
            }
        }
        while (depth > 0) {
            loose.set(open[--depth]);
        }
        var rest = new StringBuilder(text.length());
        for (var i = loose.nextClearBit(0); i < text.length(); i = loose.nextClearBit(i + 1)) {
            rest.append(text.charAt(i));
        }
        return rest.toString();
    }

    private void closeEmbedding(int place) {
        if (depth == 0 || isIsolate(innermost())) {
            loose.set(place);
        } else if (isOverride(innermost())) {
            loose.set(open[--depth]);
            loose.set(place);
        } else {
            depth--;
        }
    }

    /** Ends what was opened in it and not closed. */
    private void closeIsolate(int place) {
        if (isolates == 0) {
            loose.set(place);
            return;
        }
        while (!isIsolate(innermost())) {
            loose.set(open[--depth]);
        }
        depth--;
        isolates--;
    }

    private char innermost() {
        return text.charAt(open[depth - 1]);
    }

    private static boolean isMark(char c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= POP_ISOLATE;
    }

    private static boolean isIsolate(char c) {
        return c >= 0x2066 && c < POP_ISOLATE;
    }

    private static boolean isOverride(char c) {
        return c == 0x202D || c == 0x202E;
    }
}
