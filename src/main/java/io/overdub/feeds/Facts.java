package io.overdub.feeds;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.feeds.Ranking.Surge;
import io.overdub.feeds.Shortlist.Choice;
import io.overdub.feeds.Shortlist.Entry;
import io.overdub.quotes.Quote;
import io.overdub.quotes.QuoteId;
import io.overdub.ranking.Feature;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the candidates of one ranking, and with it the value of each feature. What other rooms know is empty where the formula
 * does not read it.
 *
 * @param now in ms
 * @param seed of what is left to chance
 * @param quoteMomentum by quote
 * @param liked quotes that the viewer lately dubbed, or liked a dub of
 */
record Facts(
        Choice choice,
        Surge surge,
        long now,
        long seed,
        Map<AccountId, Account> accounts,
        Map<QuoteId, Quote> quotes,
        Map<UUID, Double> quoteMomentum,
        Set<QuoteId> liked) {

    private static final long DAY_MS = 86_400_000;

    /** NaN where it is not known. */
    double of(Feature feature, Entry entry) {
        var dub = entry.dub();
        return switch (feature) {
            case TIME -> age(dub.publishedAt()) / 1_000.0;
            case LIKES -> dub.likes();
            case COMMENTS -> dub.comments();
            case PLAYS -> dub.plays();
            case COMPLETION -> known(dub.completion());
            case SHARES -> dub.shares();
            case POPULARITY -> dub.popularity();
            case DURATION -> dub.durationMs() / 1_000.0;
            case QUOTE_USES -> uses(quotes.get(dub.quote()));
            case AUTHOR_DAYS -> days(accounts.get(dub.author()));
            case QUOTE_MOMENTUM -> known(quoteMomentum.get(dub.quote().value()));
            case MOMENTUM -> known(surge.momentum().get(dub.id().value()));
            case BASELINE -> known(surge.usual().get(dub.author()));
            case FOLLOWING -> choice.follows(entry) ? 1 : 0;
            case AFFINITY -> choice.taste().likesGiven().getOrDefault(dub.author(), 0);
            case QUOTE_AFFINITY -> liked.contains(dub.quote()) ? 1 : 0;
            case RAND -> Ranking.chance(dub.id().value().getLeastSignificantBits(), seed);
        };
    }

    private static double known(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static double uses(@Nullable Quote quote) {
        return quote == null ? Double.NaN : quote.uses();
    }

    private double days(@Nullable Account author) {
        return author == null ? Double.NaN : age(author.createdAt()) / DAY_MS;
    }

    /** In ms. Clocks of processes differ: what seems to come from the future is new. */
    private long age(Instant since) {
        return Math.max(0, now - since.toEpochMilli());
    }
}
