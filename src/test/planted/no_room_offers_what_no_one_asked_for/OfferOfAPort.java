// red: io.overdub.uploads.storage.OfferOfAPort.unasked()
package io.overdub.uploads.storage;

public interface OfferOfAPort {
    void unasked();
}
