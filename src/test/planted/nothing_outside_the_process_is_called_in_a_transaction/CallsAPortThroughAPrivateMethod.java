// red: CallsAPortThroughAPrivateMethod.step → CallsAPortThroughAPrivateMethod.hidden
package io.overdub.uploads;

class CallsAPortThroughAPrivateMethod {
    io.overdub.uploads.storage.Storage storage;

    @jakarta.transaction.Transactional
    void step(String key) {
        hidden(key);
    }

    private void hidden(String key) {
        storage.delete(key);
    }
}
