package io.overdub.uploads;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** The work on an upload that waited for it is over: done, failed, or passed through after all. Once per upload. */
@StableName("uploads.media_worked")
public record MediaWorked(UploadId upload, UploadKind kind, MediaWork work) implements DomainEvent {}
