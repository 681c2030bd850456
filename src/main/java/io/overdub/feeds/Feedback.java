package io.overdub.feeds;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody said they want to see in their for-you feed. The last word on a subject counts.
 *
 * @param subject the id of a quote or an author; a tag in lower case, without #
 */
@Schema(name = "Feedback")
record Feedback(UUID id, About about, String subject, Opinion opinion, Instant givenAt) {

    /** What it may be about. */
    @Schema(name = "FeedbackAbout")
    enum About {
        QUOTES,
        AUTHORS,
        TAGS;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static About fromStored(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
