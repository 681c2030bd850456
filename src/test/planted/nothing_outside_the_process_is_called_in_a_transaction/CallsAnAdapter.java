// red: CallsAnAdapter.step
package io.overdub.uploads.storage;

class CallsAnAdapter {
    S3Storage storage;

    @jakarta.transaction.Transactional
    void step(String key) {
        storage.delete(key);
    }
}
