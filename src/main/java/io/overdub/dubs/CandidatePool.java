package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    public List<Candidate> popularOf(QuoteId quote, int mostLiked, int newest) {
        return dubs.popularOf(quote.value(), mostLiked, newest);
    }

    @Override
    public List<Candidate> tagged(String tag, int newest) {
        return dubs.tagged(tag, newest);
    }

    @Override
    public List<DubId> newest(@Nullable UUID before, int limit) {
        return ids(dubs.newest(before, limit));
    }

    @Override
    public List<DubId> newestOf(QuoteId quote, @Nullable UUID before, int limit) {
        return ids(dubs.newestOf(quote.value(), before, limit));
    }

    @Override
    public List<DubId> newestTagged(String tag, @Nullable UUID before, int limit) {
        return ids(dubs.newestTagged(tag, before, limit));
    }

    @Override
    public Map<AccountId, Double> usualLikes(Collection<AccountId> authors, Instant before) {
        return dubs.usualLikes(values(authors), before);
    }

    @Override
    public Set<AccountId> creatorsAmong(Collection<AccountId> people) {
        return Set.copyOf(dubs.creatorsAmong(values(people)));
    }

    @Override
    public List<Like> likes(Instant since, Instant until, @Nullable Like after, int limit) {
        return dubs.likes(since, until, after, limit);
    }

    @Override
    public List<DubId> commented(Instant since, Instant until, @Nullable DubId after, int limit) {
        return dubs.commented(since, until, after == null ? null : after.value(), limit);
    }

    @Override
    public List<Use> uses(Instant since, @Nullable DubId after, int limit) {
        return dubs.uses(since, after == null ? null : after.value(), limit);
    }

    @Override
    public List<Use> usesOf(Collection<DubId> some) {
        return dubs.usesOf(some.stream().map(DubId::value).toList());
    }

    @Override
    public List<Like> likesBy(AccountId account, Instant since, int limit) {
        return dubs.likesBy(account.value(), since, limit);
    }

    @Override
    public List<Use> usesBy(AccountId author, Instant since, int limit) {
        return dubs.usesBy(author.value(), since, limit);
    }

    @Override
    public Optional<Use> newestUse(QuoteId quote, AccountId author) {
        return dubs.newestUse(quote.value(), author.value());
    }

    private static List<DubId> ids(List<UUID> values) {
        return values.stream().map(DubId::new).toList();
    }

    private static List<UUID> values(Collection<AccountId> people) {
        return people.stream().map(AccountId::value).distinct().toList();
    }

    /** What somebody makes themselves says more than what they like. */
    @Override
    public Taste tasteOf(AccountId account, Instant since, int quotes) {
        var likesGiven = new HashMap<AccountId, Integer>();
        var made = new LinkedHashSet<QuoteId>();
        var liked = new LinkedHashSet<QuoteId>();
        for (var trace : dubs.tracesOf(account.value(), since, LIKES, DUBS)) {
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
