package io.overdub.uploads;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** Nobody made anything of an upload in time, or its owner took it back before: it is forgotten, and its bytes may go. */
@StableName("uploads.upload_unused")
record UploadUnused(UploadId upload) implements DomainEvent {}
