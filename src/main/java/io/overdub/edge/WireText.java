package io.overdub.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** What text from outside must be: Unicode without NUL (PostgreSQL keeps none) and without half characters (UTF-8 has none). */
final class WireText {

    private WireText() {}

    static boolean isSound(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                var paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** In normal form C, so that what looks equal is equal, and with its {@linkplain Directions directions} to itself. */
    static String normal(String text) {
        for (var i = 0; i < text.length(); i++) {
            // Below the combining marks nothing changes.
            if (text.charAt(i) >= 0x300) {
                return Normalizer.normalize(Directions.contained(text), Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /** Whether a request target has no character that RFC 3986 leaves out, and its percent-escapes spell sound UTF-8. */
    static boolean isSoundUri(String uri) {
        var escaped = false;
        for (var i = 0; i < uri.length(); i++) {
            var c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7F || "\"<>\\^`{|}".indexOf(c) >= 0) {
                return false;
            }
            escaped |= c == '%';
        }
        return !escaped || spellsUtf8(uri);
    }

    private static boolean spellsUtf8(String uri) {
        var bytes = ByteBuffer.allocate(uri.length());
        for (var i = 0; i < uri.length(); i++) {
            var c = uri.charAt(i);
            if (c == '%') {
                if (i + 2 >= uri.length()) {
                    return false;
                }
                var high = Character.digit(uri.charAt(++i), 16);
                var low = Character.digit(uri.charAt(++i), 16);
                if (high < 0 || low < 0 || high + low == 0) {
                    return false;
                }
                c = (char) (high << 4 | low);
            }
            bytes.put((byte) c);
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
