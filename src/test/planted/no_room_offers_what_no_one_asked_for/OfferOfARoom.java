// red: io.overdub.quotes.OfferOfARoom.unasked()
package io.overdub.quotes;

public interface OfferOfARoom {
    void unasked();
}

class OnlyCaller {
    void call(OfferOfARoom offer) {
        offer.unasked();
    }
}
