// red: CallsAPortInALambda.step
package io.overdub.uploads;

class CallsAPortInALambda {
    io.overdub.uploads.storage.Storage storage;

    @jakarta.transaction.Transactional
    void step(java.util.List<String> keys) {
        keys.forEach(key -> storage.delete(key));
    }
}
