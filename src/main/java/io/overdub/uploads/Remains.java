package io.overdub.uploads;

import io.overdub.uploads.storage.Assembly;
import java.util.Optional;

/** What may lie in storage of an upload that came to nothing. */
record Remains(UploadId id, Optional<Assembly> assembly) {}
