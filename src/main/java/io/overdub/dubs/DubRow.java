package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.analytics.Reception;
import io.overdub.quotes.QuoteId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dub as stored, and whether the viewer likes it. @param pinned the comment on top; it may be gone */
record DubRow(
        UUID id,
        AccountId author,
        QuoteId quote,
        String caption,
        List<String> tags,
        Visibility visibility,
        String quoteTitle,
        String attribution,
        String licence,
        String mediaKey,
        String contentType,
        long durationMs,
        int width,
        int height,
        long likes,
        Instant publishedAt,
        @Nullable Instant editedAt,
        boolean liked,
        boolean open,
        DubState state,
        @Nullable String posterKey,
        Commenting commenting,
        long comments,
        @Nullable UUID pinned,
        Reception reception) {

    static final String TABLE = "dubs.dub";

    static final int LONGEST_CAPTION = 300;

    /** As quotes have them. */
    static final int LONGEST_TITLE = 80;

    static final int LONGEST_CREDIT = 200;

    static final int LONGEST_LICENCE = 100;

    /** Of what no person wrote. */
    static final int LONGEST_WORD = 100;
}
