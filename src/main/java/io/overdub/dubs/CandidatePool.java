package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds dubs for feeds to choose from. */
@ApplicationScoped
class CandidatePool implements Candidates {

    private static final int LIKES = 200;
    private static final int DUBS = 20;

    private final CandidateRepository dubs;

    CandidatePool(CandidateRepository dubs) {
        this.dubs = dubs;
    }

    @Override
    public List<Candidate> withIds(Collection<DubId> ids) {
        return ids.isEmpty()
                ? List.of()
                : dubs.withIds(ids.stream().map(DubId::value).toList());
    }

    @Override
    public List<Candidate> popular(int window, int mostLiked, int newest) {
        return dubs.popular(window, mostLiked, newest);
    }

    @Override
    public List<Candidate> newestOf(Collection<QuoteId> quotes, int each) {
        return quotes.isEmpty()
                ? List.of()
                : dubs.newestOf(quotes.stream().map(QuoteId::value).toList(), each);
    }

    @Override
    public List<DubId> newest(@Nullable UUID before, int limit) {
        return dubs.newest(before, limit).stream().map(DubId::new).toList();
    }

    /** What somebody makes themselves says more than what they like. */
    @Override
    public Taste tasteOf(AccountId account, int quotes) {
        var likesGiven = new HashMap<AccountId, Integer>();
        var made = new LinkedHashSet<QuoteId>();
        var liked = new LinkedHashSet<QuoteId>();
        for (var trace : dubs.tracesOf(account.value(), LIKES, DUBS)) {
            if (trace.liked()) {
                likesGiven.merge(trace.author(), 1, Integer::sum);
                liked.add(trace.quote());
            } else {
                made.add(trace.quote());
            }
        }
        made.addAll(liked);
        return new Taste(likesGiven, made.stream().limit(quotes).toList());
    }
}
