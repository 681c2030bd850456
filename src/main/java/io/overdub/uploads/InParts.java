package io.overdub.uploads;

import io.overdub.uploads.storage.Assembly;

/** Where the parts of an upload arrive, and how they are cut. */
record InParts(Assembly assembly, Partition partition) {}
