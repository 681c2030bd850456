package io.overdub.quotes;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Language tags. Case means nothing in them (RFC 5646, 2.1.1), so what is compared has one case: {@code PT-br} is {@code pt-BR}. */
final class Language {

    private static final Pattern SCRIPT = Pattern.compile("[A-Za-z]{4}");
    private static final Pattern REGION = Pattern.compile("[A-Za-z]{2}");

    private Language() {}

    static String of(String tag) {
        var parts = tag.split("-", -1);
        return IntStream.range(0, parts.length)
                .mapToObj(place -> place == 0 ? parts[0].toLowerCase(Locale.ROOT) : part(parts[place]))
                .collect(Collectors.joining("-"));
    }

    static @Nullable String ofNullable(@Nullable String tag) {
        return tag == null ? null : of(tag);
    }

    private static String part(String text) {
        if (REGION.matcher(text).matches()) {
            return text.toUpperCase(Locale.ROOT);
        }
        var small = text.toLowerCase(Locale.ROOT);
        return SCRIPT.matcher(text).matches()
                ? small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1)
                : small;
    }
}
