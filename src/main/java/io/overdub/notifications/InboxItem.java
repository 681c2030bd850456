package io.overdub.notifications;

import io.overdub.accounts.Account;
import io.overdub.dubs.Dub;
import io.overdub.quotes.Quote;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row of somebody's inbox: who did one thing to one subject.
 *
 * @param people those who did it last, at most three
 * @param others how many more did
 * @param dub what it is about, if it is about a dub
 * @param quote what it is about, if it is about a quote
 * @param campaign what the team says, if it is that
 * @param at when it changed last
 */
record InboxItem(
        UUID id,
        Kind kind,
        List<Account> people,
        long others,
        @Nullable Dub dub,
        @Nullable Quote quote,
        @Nullable Note campaign,
        boolean seen,
        Instant at) {

    /** @param link what the app opens */
    @Schema(name = "CampaignNote")
    record Note(String title, String body, String link) {}
}
