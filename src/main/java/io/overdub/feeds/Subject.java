package io.overdub.feeds;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What moderators rule on. */
@Schema(name = "TrendingSubject")
enum Subject {
    DUBS,
    QUOTES,
    ACCOUNTS;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Subject fromStored(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
