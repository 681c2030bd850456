package io.overdub.uploads;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An upload as its owner sees it. */
record UploadStatus(
        UploadId id,
        UploadKind kind,
        UploadState state,
        String contentType,
        long sizeBytes,
        String sha256,
        Instant createdAt,
        @Nullable Found media,
        @Nullable Failure failure) {

    /** What the bytes turned out to be; present when ready. */
    record Found(long durationMs, int width, int height, String contentType) {
        static Found of(Media media) {
            return new Found(media.durationMs(), media.width(), media.height(), media.contentType());
        }
    }

    /** Why it failed; the code is stable, the detail for people. */
    record Failure(String code, String detail) {}
}
