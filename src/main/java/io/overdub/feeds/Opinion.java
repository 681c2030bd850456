package io.overdub.feeds;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody wants of something, or of the dubs that have to do with it. */
@Schema(name = "FeedbackOpinion")
enum Opinion {
    MORE,
    /** One of twenty dubs that were to come. */
    LESS,
    /** None of it, without personalisation neither. */
    HIDE,
    /** Nothing more is wanted than by anybody: what was said before is taken back. */
    NONE;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Opinion fromStored(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
