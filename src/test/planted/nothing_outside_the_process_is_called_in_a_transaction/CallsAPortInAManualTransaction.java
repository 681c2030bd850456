// red: CallsAPortInAManualTransaction.step
package io.overdub.uploads;

class CallsAPortInAManualTransaction {
    io.overdub.uploads.storage.Storage storage;

    void step(String key) {
        io.quarkus.narayana.jta.QuarkusTransaction.requiringNew().run(() -> storage.delete(key));
    }
}
