package io.overdub.quotes;

import java.util.List;

/** What editors write about a sound: everything of a quote that may change later. */
record QuoteText(String title, String language, List<String> tags, String attribution) {}
