package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import java.util.List;
import java.util.Map;

/**
 * What somebody's likes and dubs of late say about them.
 *
 * @param likesGiven how many of their last 200 likes went to each author
 * @param quotes of what they liked and dubbed last, the newest first, each once
 */
public record Taste(Map<AccountId, Integer> likesGiven, List<QuoteId> quotes) {

    public static final Taste NONE = new Taste(Map.of(), List.of());
}
