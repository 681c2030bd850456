package io.overdub.search;

import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import io.overdub.quotes.QuoteChanged;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
@StableName("search.index_quote")
class IndexQuote implements BulkSubscriber<QuoteChanged> {

    private final Clerk clerk;

    IndexQuote(Clerk clerk) {
        this.clerk = clerk;
    }

    @Override
    public void onAll(List<QuoteChanged> events) {
        clerk.update(
                Kind.QUOTE,
                events.stream()
                        .map(event -> event.quote().toString())
                        .distinct()
                        .toList());
    }
}
