package io.overdub.quotes;

import java.util.Arrays;
import java.util.Locale;

/** What editors think of a quote that somebody brought. What an editor publishes is approved. */
enum Review {
    APPROVED,
    PENDING,
    REJECTED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this version does not know is nobody's business yet. */
    static Review fromStored(String text) {
        return Arrays.stream(values())
                .filter(review -> review.stored().equals(text))
                .findFirst()
                .orElse(PENDING);
    }
}
