package io.overdub.uploads;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a phone says that it will send. @param sha256 lower-case hex */
record Announcement(UploadKind kind, String contentType, long sizeBytes, String sha256) {

    static Announcement of(UploadKind kind, String contentType, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Announcement(
                    kind, contentType, bytes.length, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
