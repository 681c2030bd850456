package io.overdub.quotes;

import java.util.List;

/** What editors write about a sound: everything of a quote that may change later. */
record QuoteText(String title, String language, List<String> tags, String attribution) {

    static final int LONGEST_TITLE = 80;
    static final int LONGEST_LANGUAGE = 16;
    static final int MOST_TAGS = 10;
    static final int LONGEST_TAG = 50;
    static final int LONGEST_CREDIT = 200;
}
