package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dubs for a feed to choose from: light rows, each list in one query, however long the tables. */
public interface Candidates {

    /** Those of the dubs that are neither deleted nor private. */
    List<Candidate> withIds(Collection<DubId> ids);

    /** Of the {@code window} newest public dubs the most liked and the newest ones, so many of each; none twice. */
    List<Candidate> popular(int window, int mostLiked, int newest);

    /** The newest public dubs of each of these quotes. */
    List<Candidate> newestOf(Collection<QuoteId> quotes, int each);

    /** The newest public dubs before the given id, newest first. */
    List<DubId> newest(@Nullable UUID before, int limit);

    /** At most {@code quotes} quotes. */
    Taste tasteOf(AccountId account, int quotes);
}
