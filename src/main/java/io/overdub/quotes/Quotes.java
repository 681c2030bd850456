package io.overdub.quotes;

import java.util.Collection;
import java.util.Map;

/** The catalogue, as other rooms ask for it. */
public interface Quotes {

    /** Skips ids that no longer resolve or were withdrawn. Served from memory for up to 2 s. */
    Map<QuoteId, Quote> find(Collection<QuoteId> ids);

    /** The quote, straight from the truth; for making something of it.
     *
     * @throws QuoteUnavailable when it is unknown (404) or withdrawn (409)
     */
    Quote forDubbing(QuoteId id);
}
