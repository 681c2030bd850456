package io.overdub.uploads.storage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3StorageTest extends StorageContract {

    private static LocalStore store;

    @BeforeAll
    static void start() throws Exception {
        store = new LocalStore();
    }

    @AfterAll
    static void stop() throws Exception {
        store.stop();
    }

    @Override
    Storage storage() {
        return new S3Storage(store.client(), LocalStore.BUCKET);
    }

    @Override
    DirectAccess access() {
        return new S3DirectAccess(store.client(), LocalStore.BUCKET, null);
    }
}
