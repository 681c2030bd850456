package io.overdub.feeds.recommendations;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import java.util.List;

/**
 * What may interest somebody, the best first. As of some hours ago: whoever shows it asks again who may see what.
 *
 * @param quotes to dub, at most 50, none that they dubbed or liked a dub of
 * @param people to follow, at most 50, none whom they followed
 */
public record Suggestions(List<QuoteId> quotes, List<AccountId> people) {

    public static final int MOST = 50;

    public static final Suggestions NONE = new Suggestions(List.of(), List.of());
}
