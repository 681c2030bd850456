package io.overdub.search;

import java.util.List;
import java.util.Locale;

/** What documents can be filtered by. */
final class Labels {

    private static final long SHORT_MS = 5_000;
    private static final long MEDIUM_MS = 15_000;

    private Labels() {}

    /** A language is also of its family: {@code pt-BR} is {@code pt}. */
    static List<String> languages(String tag) {
        var primary = tag.indexOf('-') < 0 ? tag : tag.substring(0, tag.indexOf('-'));
        return primary.equals(tag) ? List.of(language(tag)) : List.of(language(tag), language(primary));
    }

    static String language(String tag) {
        return "language:" + tag.toLowerCase(Locale.ROOT);
    }

    static String category(String key) {
        return "category:" + key;
    }

    /** Of a quote: {@code short} up to 5 s, {@code medium} up to 15 s, {@code long}. */
    static String length(long durationMs) {
        return length(durationMs <= SHORT_MS ? "short" : durationMs <= MEDIUM_MS ? "medium" : "long");
    }

    static String length(String name) {
        return "length:" + name;
    }

    static String licence(String name) {
        return "licence:" + name.toLowerCase(Locale.ROOT);
    }
}
