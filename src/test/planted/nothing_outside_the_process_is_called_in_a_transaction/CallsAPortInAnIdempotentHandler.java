// red: CallsAPortInAnIdempotentHandler.handle
package io.overdub.uploads;

class CallsAPortInAnIdempotentHandler {
    io.overdub.uploads.storage.Storage storage;

    @io.overdub.edge.Idempotent
    public void handle(String key) {
        storage.delete(key);
    }
}
