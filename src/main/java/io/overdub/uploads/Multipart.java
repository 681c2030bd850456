package io.overdub.uploads;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Signed requests for parts of an upload.
 *
 * @param partSize in bytes; only the last part is smaller
 * @param partCount how many there are in all
 * @param expiresAt until when a PUT of these parts may begin; after that, and for parts that are not here, ask again
 */
@Schema(name = "UploadParts")
record Multipart(long partSize, int partCount, Instant expiresAt, List<Part> parts) {

    /** To be put. @param headers exactly what must be sent, beside what every client sends */
    @Schema(name = "UploadPart")
    record Part(int number, String url, Map<String, String> headers) {}
}
