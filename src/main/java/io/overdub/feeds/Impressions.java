package io.overdub.feeds;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.accounts.AccountId;
import io.overdub.edge.ItemContext;
import io.overdub.edge.ItemContexts;
import io.overdub.feeds.ImpressionResource.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Takes what people say they have seen, as far as it is true that it was shown to them. */
@ApplicationScoped
class Impressions {

    private final ItemContexts contexts;
    private final Seen seen;
    private final Newcomers newcomers;
    private final ForYouFeed forYou;
    private final Counter refused;

    Impressions(ItemContexts contexts, Seen seen, Newcomers newcomers, ForYouFeed forYou, MeterRegistry meters) {
        this.contexts = contexts;
        this.seen = seen;
        this.newcomers = newcomers;
        this.forYou = forYou;
        this.refused = Counter.builder("overdub.feeds.contexts.refused")
                .description("contexts of feed items that were made up, of somebody else, or too old")
                .register(meters);
    }

    Taken take(AccountId viewer, List<String> texts) {
        var shown = texts.stream()
                .map(text -> contexts.open(viewer.value(), text))
                .flatMap(Optional::stream)
                .map(ItemContext::item)
                .toList();
        newcomers.seen(viewer, shown);
        seen.add(viewer, shown);
        forYou.forget(viewer);
        refused.increment(texts.size() - shown.size());
        return new Taken(shown.size(), texts.size() - shown.size());
    }
}
