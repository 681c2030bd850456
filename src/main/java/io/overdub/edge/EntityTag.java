package io.overdub.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags (RFC 9110, 8.8.3): 128 bits of the SHA-256 of the JSON. The value is strong; the form is weak, because the same tag
 * stands for the plain, the gzip and the br form. For the same reason both comparisons here are the weak one. Of what is {@link Edited} a
 * second part follows, of the edition.
 */
final class EntityTag {

    private static final int BYTES = 16;
    private static final String SEPARATOR = ".";

    private EntityTag() {}

    /** @param body the JSON of the entity */
    static String of(Object entity, byte[] body) {
        var edition = entity instanceof Edited edited ? SEPARATOR + hash(edited.edition()) : "";
        return "W/\"" + hash(body) + edition + '"';
    }

    /** Whether {@code If-None-Match} lists the tag, or is {@code *}. */
    static boolean isListed(@Nullable String header, String tag) {
        return lists(header, opaque(tag)::equals);
    }

    /** Whether {@code If-Match} lists a tag of an entity that was the same to whoever changes it, or is {@code *}. */
    static boolean isUnedited(String header, Object entity, byte[] body) {
        return entity instanceof Edited edited
                ? lists(header, ends(SEPARATOR + hash(edited.edition())))
                : isListed(header, of(entity, body));
    }

    private static Predicate<String> ends(String edition) {
        return tag -> tag.endsWith(edition);
    }

    private static String hash(String text) {
        return hash(text.getBytes(UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static boolean lists(@Nullable String header, Predicate<String> wanted) {
        if (header == null) {
            return false;
        }
        var list = header.strip();
        if (list.equals("*")) {
            return true;
        }
        var from = 0;
        while (from < list.length()) {
            // A comma may stand inside a tag, so the quotes lead the way.
            var open = list.indexOf('"', from);
            var close = open < 0 ? -1 : list.indexOf('"', open + 1);
            if (close < 0) {
                return false;
            }
            if (wanted.test(list.substring(open + 1, close))) {
                return true;
            }
            from = close + 1;
        }
        return false;
    }

    /** What stands between the quotes. */
    private static String opaque(String tag) {
        return tag.substring(tag.indexOf('"') + 1, tag.length() - 1);
    }
}
