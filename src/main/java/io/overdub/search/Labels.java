package io.overdub.search;

import java.util.List;
import java.util.Locale;

/** What documents can be filtered by. */
final class Labels {

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

    static String licence(String name) {
        return "licence:" + name.toLowerCase(Locale.ROOT);
    }
}
