package io.overdub.uploads;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** An upload is ready and waits to be worked on. */
@StableName("uploads.upload_ready")
record UploadReady(UploadId upload) implements DomainEvent {}
