package io.overdub.quotes;

import io.overdub.edge.AnswerCache;
import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** What strangers were told of a quote, and of the catalogue, is told no more once it has changed. */
@Singleton
@StableName("quotes.forget_answers")
class ForgetQuoteAnswers implements BulkSubscriber<QuoteChanged> {

    static final String ALL = "quotes";
    static final String ONE = "quote:";

    private final AnswerCache cache;

    ForgetQuoteAnswers(AnswerCache cache) {
        this.cache = cache;
    }

    @Override
    public void onAll(List<QuoteChanged> events) {
        cache.forget(Stream.concat(Stream.of(ALL), events.stream().map(event -> ONE + event.quote()))
                .toArray(String[]::new));
    }
}
