// red: CallsAPort.step
package io.overdub.uploads;

class CallsAPort {
    io.overdub.uploads.storage.Storage storage;

    @jakarta.transaction.Transactional
    void step(String key) {
        storage.delete(key);
    }
}
