package io.overdub.uploads.storage;

import java.util.Base64;
import java.util.HexFormat;

/** What may be put at a key, and nothing else. @param sha256 lower-case hex */
public record ExpectedObject(String key, String contentType, long sizeBytes, String sha256) {

    /** As {@code x-amz-checksum-sha256} has it. */
    String checksum() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }
}
