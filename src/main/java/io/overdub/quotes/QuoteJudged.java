package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.DomainEvent;
import io.overdub.kernel.StableName;

/** An editor has decided about a quote that somebody else brought. Those of one quote are published in the order of the decisions. */
@StableName("quotes.quote_judged")
public record QuoteJudged(QuoteId quote, AccountId maker, boolean approved) implements DomainEvent {}
