package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dubs for a feed to choose from: light rows, each list in one query, however long the tables. */
public interface Candidates {

    /** Those of the dubs that are neither deleted nor private, and whose film is ready. */
    List<Candidate> withIds(Collection<DubId> ids);

    /** Of the {@code window} newest public dubs the most liked and the newest ones, so many of each; none twice. */
    List<Candidate> popular(int window, int mostLiked, int newest);

    /** The newest public dubs of each of these quotes. */
    List<Candidate> newestOf(Collection<QuoteId> quotes, int each);

    /** The most liked public dubs of a quote and the newest ones, so many of each; none twice. */
    List<Candidate> popularOf(QuoteId quote, int mostLiked, int newest);

    /** The newest public dubs with this tag, in lower case and without #. */
    List<Candidate> tagged(String tag, int newest);

    /** The newest public dubs before the given id, newest first. */
    List<DubId> newest(@Nullable UUID before, int limit);

    /** The same of one quote. */
    List<DubId> newestOf(QuoteId quote, @Nullable UUID before, int limit);

    /** The same with one tag. */
    List<DubId> newestTagged(String tag, @Nullable UUID before, int limit);

    /** By what they did since then, of at most {@code quotes} quotes. */
    Taste tasteOf(AccountId account, Instant since, int quotes);

    /** How many likes the last 20 dubs of each of these authors got on average, of those made before then; absent without any. */
    Map<AccountId, Double> usualLikes(Collection<AccountId> authors, Instant before);

    /** Those of these people who have a dub that others may see. */
    Set<AccountId> creatorsAmong(Collection<AccountId> people);

    /** Likes from {@code since} until {@code until}, which is no part of it: the next {@code limit} in an order that stays. */
    List<Like> likes(Instant since, Instant until, @Nullable Like after, int limit);

    /** The newest likes that this account gave since then. */
    List<Like> likesBy(AccountId account, Instant since, int limit);

    /** Under which dubs something was written from {@code since} until before {@code until}, in ascending order of id; deleted or not. */
    List<DubId> commented(Instant since, Instant until, @Nullable DubId after, int limit);

    /** Public dubs that were made since then, in ascending order: the next {@code limit}. */
    List<Use> uses(Instant since, @Nullable DubId after, int limit);

    /** Also of dubs that are deleted, as long as their rows are there. */
    List<Use> usesOf(Collection<DubId> dubs);

    /** The newest public dubs that this author made since then. */
    List<Use> usesBy(AccountId author, Instant since, int limit);

    /** The newest public dub of a quote by this author. */
    Optional<Use> newestUse(QuoteId quote, AccountId author);
}
