package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Quotes that somebody put together, in their order.
 *
 * @param size how many quotes it has, withdrawn ones too; at most 200
 * @param changedAt when it was renamed, shown, hidden or rearranged last
 */
public record Soundboard(
        SoundboardId id,
        AccountId ownerId,
        String title,
        Visibility visibility,
        int size,
        Instant createdAt,
        Instant changedAt) {

    static final int LONGEST_TITLE = 80;
    static final int MOST_QUOTES = 200;

    /** Who may see a soundboard, beside its owner. */
    @Schema(name = "SoundboardVisibility")
    enum Visibility {
        PUBLIC,
        PRIVATE;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What this version does not know yet is nobody's business. */
        static Visibility fromStored(String text) {
            return Arrays.stream(values())
                    .filter(visibility -> visibility.stored().equals(text))
                    .findFirst()
                    .orElse(PRIVATE);
        }
    }
}
