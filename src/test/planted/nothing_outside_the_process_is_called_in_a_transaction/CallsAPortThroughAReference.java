// red: CallsAPortThroughAReference.step
package io.overdub.uploads;

class CallsAPortThroughAReference {
    io.overdub.uploads.storage.Storage storage;

    @jakarta.transaction.Transactional
    void step(java.util.List<String> keys) {
        keys.forEach(storage::delete);
    }
}
