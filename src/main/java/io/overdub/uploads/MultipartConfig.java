package io.overdub.uploads;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** How large uploads are cut. */
@ConfigMapping(prefix = "uploads.multipart")
interface MultipartConfig {

    /** What has more bytes comes in parts. */
    MemorySize threshold();

    /** Storage takes parts of 5 MiB to 5 GiB, and at most 10,000 of them. */
    MemorySize partSize();
}
