package io.overdub.quotes;

import io.overdub.kernel.Refusal;

/** Makers change what they brought; editors change all. */
final class NotYourQuote extends Refusal {

    NotYourQuote() {
        super(Kind.FORBIDDEN, "not_your_quote", "Only its maker or an editor may change a quote");
    }
}
