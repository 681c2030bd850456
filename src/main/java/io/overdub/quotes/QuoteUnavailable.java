package io.overdub.quotes;

import io.overdub.kernel.Refusal;

final class QuoteUnavailable extends Refusal {

    private QuoteUnavailable(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static QuoteUnavailable unknown() {
        return new QuoteUnavailable(Kind.NOT_FOUND, "quote_not_found", "No such quote");
    }

    static QuoteUnavailable withdrawn() {
        return new QuoteUnavailable(Kind.CONFLICT, "quote_withdrawn", "This quote was withdrawn: no new dubs of it");
    }
}
