package io.overdub.uploads;

import io.overdub.uploads.storage.ExpectedObject;

/** The right to complete an upload for the length of a lease. */
record Claim(UploadId id, int number, UploadKind kind, ExpectedObject expected) {}
