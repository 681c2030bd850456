package io.overdub.uploads.storage;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the real storage, watched, in the place of the real storage. */
class WatchedStorageProducer {

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    WatchedStorage storage(S3Client s3, StorageConfig config) {
        return new WatchedStorage(new S3Storage(s3, config.bucket()));
    }
}
