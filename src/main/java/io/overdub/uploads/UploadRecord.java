package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of an upload, for staff.
 *
 * @param failureCode why it came to nothing
 */
public record UploadRecord(
        UploadId id,
        AccountId ownerId,
        UploadKind kind,
        UploadState state,
        String contentType,
        long sizeBytes,
        Instant createdAt,
        @Nullable String failureCode) {}
