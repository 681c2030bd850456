package io.overdub.search.index;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for.
 *
 * @param text as typed; unless a space ends it, its last word may be the beginning of one. Empty: what is popular
 * @param labels only documents that have all of these
 * @param language that it is probably asked in, such as {@code pt}; empty when nobody knows
 * @param everybody only what everybody may know of
 * @param asker by whom an engine may know them again, such as for a test of two ways to answer; null when it shall not
 */
public record Question(
        String text,
        Set<Kind> kinds,
        List<String> labels,
        String language,
        boolean everybody,
        @Nullable UUID asker) {

    public Question(String text, Set<Kind> kinds, List<String> labels, String language, boolean everybody) {
        this(text, kinds, labels, language, everybody, null);
    }
}
