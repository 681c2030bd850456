// red: io.overdub.accounts.OfferOfAClass.unasked()
package io.overdub.accounts;

public class OfferOfAClass {
    public void unasked() {}
}
