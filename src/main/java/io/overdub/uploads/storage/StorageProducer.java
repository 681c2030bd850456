package io.overdub.uploads.storage;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;

/** Only S3's protocol so far: every store we know of speaks it. */
class StorageProducer {

    @Produces
    @Singleton
    @Startup
    Storage storage(S3Client s3, StorageConfig config) {
        var storage = new S3Storage(s3, config.bucket());
        storage.checkBucket();
        return storage;
    }

    @Produces
    @Singleton
    @Startup
    DirectAccess directAccess(S3Client s3, StorageConfig config) {
        return new S3DirectAccess(s3, config.bucket(), config.publicEndpoint().orElse(null));
    }
}
