package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells whether two documents say the same. */
final class Fingerprints {

    /** How words are cut and folded; when that changes, what was written before differs from what would be written now. */
    private static final String RULES = "2";

    private static final int BYTES = 16;

    private Fingerprints() {}

    static String of(Document document) {
        var told = new Document(
                document.titles(),
                document.names(),
                document.text(),
                document.transcript(),
                document.labels(),
                document.forEverybody(),
                0);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest((RULES + told).getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Counts in steps of about nine percent, so that a document need not be written anew with each like. */
    static int level(long count) {
        return (int) Math.floor(8 * Math.log(1.0 + Math.max(0, count)) / Math.log(2));
    }

    /** About the count that a level stands for. */
    static double count(int level) {
        return Math.round(Math.pow(2, level / 8.0)) - 1;
    }
}
