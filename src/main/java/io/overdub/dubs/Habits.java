package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who dubs and likes what, for many people or quotes at a time: each answer is one query, bounded however long the tables are. */
public interface Habits {

    /** Who has published or liked a dub since then, in ascending order of id, at most {@code limit} after the given one. */
    List<AccountId> activeSince(Instant since, @Nullable AccountId after, int limit);

    /** The quotes that each of them dubbed last, and then those of dubs that they liked; each once, at most {@code quotes} of both. */
    Map<AccountId, List<QuoteId>> quotesOf(Collection<AccountId> people, int quotes);

    /**
     * What else is dubbed by those who dub these quotes.
     *
     * @param authors how many of the newest public dubs of each quote are asked for their authors
     * @param quotes how many of the newest public dubs of each author count
     */
    Map<QuoteId, List<Companion>> companionsOf(Collection<QuoteId> of, int authors, int quotes);

    /**
     * Another quote by the same people.
     *
     * @param share of the authors asked, above 0 and at most 1
     */
    record Companion(QuoteId quote, double share) {}
}
