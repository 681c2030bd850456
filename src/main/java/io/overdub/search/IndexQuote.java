package io.overdub.search;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.quotes.QuoteChanged;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
@StableName("search.index_quote")
class IndexQuote implements Subscriber<QuoteChanged> {

    private final Clerk clerk;

    IndexQuote(Clerk clerk) {
        this.clerk = clerk;
    }

    @Override
    public void on(QuoteChanged event) {
        clerk.update(Kind.QUOTE, List.of(event.quote().toString()));
    }
}
