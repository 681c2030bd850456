package io.overdub.notifications;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.quotes.QuoteJudged;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells people what editors think of the quotes that they brought. */
@Singleton
@StableName("notifications.tell_of_review")
class TellOfReview implements Subscriber<QuoteJudged> {

    private final Herald herald;

    TellOfReview(Herald herald) {
        this.herald = herald;
    }

    @Override
    public String orderedBy(QuoteJudged event) {
        return event.quote().toString();
    }

    @Override
    public void on(QuoteJudged event) {
        var kind = event.approved() ? Kind.QUOTE_APPROVED : Kind.QUOTE_REJECTED;
        herald.tell(News.answer(kind, event.quote().value()), List.of(event.maker()));
    }
}
