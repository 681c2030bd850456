package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.quotes.QuoteId;
import io.overdub.uploads.UploadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of a dub, for staff: whoever may see it, and when nobody may any more.
 *
 * @param deletedAt absent while it is there
 */
public record DubRecord(
        DubId id,
        AccountId authorId,
        QuoteId quoteId,
        UploadId uploadId,
        String caption,
        Visibility visibility,
        DubState state,
        Instant publishedAt,
        @Nullable Instant deletedAt) {}
