package io.overdub.uploads;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
        @Nullable Progress multipart,
        @Nullable Found media,
        @Nullable Work work,
        @Nullable Failure failure) {

    /**
     * What has arrived of an upload that comes in parts, while it is open.
     *
     * @param received numbers of whole parts, ascending; absent when storage does not answer just now
     */
    @Schema(name = "UploadProgress")
    record Progress(long partSize, int partCount, @Nullable List<Integer> received) {}

    /** What the bytes turned out to be; present when ready. */
    record Found(long durationMs, int width, int height, String contentType) {
        static Found of(Media media) {
            return new Found(media.durationMs(), media.width(), media.height(), media.contentType());
        }
    }

    /**
     * What is made of it; present when ready.
     *
     * @param state {@code passed_through}: nothing, phones get the original as it came
     * @param failure why it failed: what was published of it stays hidden
     */
    @Schema(name = "UploadWork")
    record Work(WorkState state, @Nullable Failure failure) {}

    /** Why it failed; the code is stable, the detail for people. */
    record Failure(String code, String detail) {}
}
