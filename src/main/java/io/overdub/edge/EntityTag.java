package io.overdub.edge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110, 8.8.3): 128 bits of the SHA-256 of the JSON. The value is strong; the form is weak, because the same tag
 * stands for the plain, the gzip and the br form. For the same reason both comparisons here are the weak one.
 */
final class EntityTag {

    private static final int BYTES = 16;

    private EntityTag() {}

    static String of(byte[] body) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Whether a header ({@code If-Match}, {@code If-None-Match}) lists the tag, or is {@code *}. */
    static boolean isListed(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        var list = header.strip();
        if (list.equals("*")) {
            return true;
        }
        var wanted = opaque(tag);
        var from = 0;
        while (from < list.length()) {
            // A comma may stand inside a tag, so the quotes lead the way.
            var open = list.indexOf('"', from);
            var close = open < 0 ? -1 : list.indexOf('"', open + 1);
            if (close < 0) {
                return false;
            }
            if (list.regionMatches(open, wanted, 0, wanted.length()) && close - open + 1 == wanted.length()) {
                return true;
            }
            from = close + 1;
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
