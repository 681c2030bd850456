package io.overdub.accounts;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far the erasure of an account is.
 *
 * @param eraseAt when it begins; absent once the account itself is gone
 * @param beganAt absent while its owner can come back
 * @param finishedAt absent until nothing is left but this
 * @param rooms those that have nothing of them any more
 * @param receipts what was erased; one that was killed in between may have counted less than it did
 */
@Schema(name = "AccountErasure")
record Erasure(
        AccountId accountId,
        Instant closedAt,
        @Nullable Instant eraseAt,
        @Nullable Instant beganAt,
        @Nullable Instant finishedAt,
        List<String> rooms,
        List<Receipt> receipts) {

    @Schema(name = "AccountErasureReceipt")
    record Receipt(String room, String what, long count) {}
}
