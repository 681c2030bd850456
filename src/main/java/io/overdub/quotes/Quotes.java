package io.overdub.quotes;

import java.util.Collection;
import java.util.Map;

/** The catalogue, as other rooms ask for it. */
public interface Quotes {

    /** Skips ids that no longer resolve or were withdrawn. Served from memory for up to 2 s. */
    Map<QuoteId, Quote> find(Collection<QuoteId> ids);

    /**
     * The quote, straight from the truth; for making something of it.
     *
     * @throws io.overdub.kernel.Refusal 404 {@code quote_not_found} or 409 {@code quote_withdrawn}
     */
    Quote forDubbing(QuoteId id);
}
