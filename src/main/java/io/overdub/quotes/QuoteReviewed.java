package io.overdub.quotes;

import io.overdub.kernel.Refusal;

/** An editor has decided already. */
final class QuoteReviewed extends Refusal {

    private QuoteReviewed(String detail) {
        super(Kind.CONFLICT, "quote_reviewed", detail);
    }

    static QuoteReviewed closedToItsMaker() {
        return new QuoteReviewed("It was reviewed: from now on editors change it");
    }

    static QuoteReviewed approved() {
        return new QuoteReviewed("It was approved; withdraw it instead");
    }
}
