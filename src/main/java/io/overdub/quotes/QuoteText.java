package io.overdub.quotes;

import java.util.List;

/**
 * What people write about a sound: everything of a quote that may change later, but for the times.
 *
 * @param categories keys of the managed list
 * @param markets countries where it is offered; empty: everywhere
 * @param blockedMarkets countries where it must not be shown, whatever the markets say
 * @param transcript what is said in it; may be empty
 */
record QuoteText(
        String title,
        String language,
        List<String> tags,
        List<String> categories,
        List<String> markets,
        List<String> blockedMarkets,
        String transcript,
        Credit credit) {

    static final int LONGEST_TITLE = 80;
    static final int LONGEST_LANGUAGE = 16;
    static final int MOST_TAGS = 10;
    static final int LONGEST_TAG = 50;
    static final int MOST_CATEGORIES = 5;
    static final int MOST_MARKETS = 250;
    static final int LONGEST_MARKET = 2;
    static final int LONGEST_TRANSCRIPT = 2000;

    /** The language in its one spelling, however somebody or an old row has it. */
    QuoteText {
        language = Language.of(language);
    }

    QuoteText withRights(Rights rights) {
        return new QuoteText(
                title,
                language,
                tags,
                categories,
                markets,
                blockedMarkets,
                transcript,
                new Credit(credit.attribution(), credit.licence(), credit.source(), credit.author(), rights));
    }
}
