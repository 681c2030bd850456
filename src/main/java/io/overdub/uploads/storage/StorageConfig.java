package io.overdub.uploads.storage;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** The bucket; how it is reached stands under {@code quarkus.s3}. */
@ConfigMapping(prefix = "uploads.storage")
interface StorageConfig {

    String bucket();

    /** Where phones reach storage, if not where this process does (compose networks, private endpoints). */
    Optional<URI> publicEndpoint();
}
