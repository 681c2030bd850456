package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a moderator decided about trending, until another one takes it back.
 *
 * @param subject the id of the dub, quote or account
 * @param note why, for other moderators
 * @param ruledAt since when this verdict holds
 */
@Schema(name = "TrendingRuling")
record Ruling(UUID id, Subject kind, UUID subject, Verdict verdict, String note, AccountId ruledBy, Instant ruledAt) {

    static final int LONGEST_NOTE = 500;
}
