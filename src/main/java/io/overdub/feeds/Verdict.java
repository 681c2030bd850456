package io.overdub.feeds;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TrendingVerdict")
enum Verdict {
    /** Stands before all that trends by itself, the last one that was pinned first. */
    PINNED,
    /** What people do from now on counts nothing: it fades. */
    FROZEN,
    /** Is not among what trends; of an account: neither do its dubs, nor does it count. */
    BANNED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Verdict fromStored(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
