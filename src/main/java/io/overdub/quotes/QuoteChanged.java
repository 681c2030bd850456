package io.overdub.quotes;

import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** What clients may see of a quote is not what it was: it was published, edited, scheduled, withdrawn, or its time came. */
@StableName("quotes.quote_changed")
public record QuoteChanged(QuoteId quote) implements DomainEvent {}
