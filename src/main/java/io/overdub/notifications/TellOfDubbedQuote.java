package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.AudienceChanged;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubPublished;
import io.overdub.dubs.Dubs;
import io.overdub.dubs.Use;
import io.overdub.kernel.Departed;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.quotes.Quotes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Tells whoever brought a quote that somebody dubbed it, for everybody to see. */
@Singleton
@StableName("notifications.tell_of_dubbed_quote")
class TellOfDubbedQuote implements Subscriber<AudienceChanged> {

    private final Herald herald;
    private final Tact tact;
    private final Candidates candidates;
    private final Dubs dubs;
    private final Quotes quotes;

    TellOfDubbedQuote(Herald herald, Tact tact, Candidates candidates, Dubs dubs, Quotes quotes) {
        this.herald = herald;
        this.tact = tact;
        this.candidates = candidates;
        this.dubs = dubs;
        this.quotes = quotes;
    }

    @Override
    public String orderedBy(AudienceChanged event) {
        return event.dub().toString();
    }

    @Override
    public void on(AudienceChanged event) {
        var use = candidates.usesOf(List.of(event.dub())).stream().findFirst();
        if (use.isEmpty()) {
            return;
        }
        var news = new News(
                Kind.QUOTE_DUBBED,
                event.author(),
                event.dub().value(),
                use.get().quote().value());
        if (!(event instanceof DubPublished)) {
            herald.withdraw(news);
        } else if (use.get().counts()) {
            maker(use.get())
                    .filter(maker -> !maker.equals(event.author())
                            && !tact.isUnwelcome(maker, event.author())
                            && !dubs.visibleTo(maker, List.of(event.dub())).isEmpty())
                    .ifPresent(maker -> herald.tell(news, List.of(maker)));
        }
    }

    private Optional<AccountId> maker(Use use) {
        return quotes.shownOrScheduled(List.of(use.quote())).stream()
                .map(quote -> quote.creatorId())
                // Of some quotes the one who brought them was erased.
                .filter(maker -> !maker.value().equals(Departed.NOBODY))
                .findFirst();
    }
}
