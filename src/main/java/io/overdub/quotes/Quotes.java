package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The catalogue, as other rooms ask for it. */
public interface Quotes {

    /**
     * Skips ids that no longer resolve, quotes that are not published and those that are not for the country of the viewer's account:
     * what is left, the viewer could also open. Served from memory for up to 2 s.
     *
     * @param viewer null when nobody has signed in: then what is for some countries only is skipped
     */
    Map<QuoteId, Quote> find(Collection<QuoteId> ids, @Nullable AccountId viewer);

    /** The most used ones that are for the viewer, at most {@link io.overdub.kernel.Page#LIMIT_MAX}. */
    List<Quote> mostUsed(@Nullable AccountId viewer, int limit);

    /**
     * Those that are shown to somebody now, or will be, straight from the truth: for whoever keeps a copy and asks {@link #find} before showing any of it.
     */
    List<Quote> shownOrScheduled(Collection<QuoteId> ids);

    /** In whatever state, straight from the truth. For staff only: whoever asks writes down who wanted to know. */
    List<Quote> inAnyState(Collection<QuoteId> ids);

    /**
     * What a dub keeps of the quote, straight from the truth. One that is published where the author is, or that is the author's
     * own and waits for its review.
     *
     * @throws io.overdub.kernel.Refusal 404 {@code quote_not_found} or 409 {@code quote_withdrawn}
     */
    Dubbable forDubbing(QuoteId id, AccountId author);

    /** The approved quotes that were made last before this one, the newest first; whether they are shown to somebody, {@code find} says. */
    List<QuoteId> newest(@Nullable UUID before, int limit);

    /** @throws io.overdub.kernel.Refusal 404 {@code quote_not_found} when the viewer may not know of it */
    void requireShown(QuoteId id, @Nullable AccountId viewer);

    /**
     * Says that one more public dub uses the quote, or one less. Part of the caller's transaction, and waits for nobody, however many
     * publish at once.
     *
     * @param change 1 or -1; more to mend a count that drifted
     */
    void countUse(QuoteId id, int change);

    /** How many public dubs the counts speak of: of the next {@code limit} quotes, in ascending order of id; empty at the end. */
    Map<QuoteId, Long> uses(@Nullable QuoteId after, int limit);
}
