package io.overdub.notifications;

import io.overdub.accounts.Account;
import io.overdub.dubs.Dub;
import io.overdub.quotes.Quote;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of somebody's inbox: who did one thing to one subject.
 *
 * @param people those who did it last, at most three
 * @param others how many more did
 * @param dub what it is about, if it is about a dub
 * @param quote what it is about, if it is about a quote
 * @param at when it changed last
 */
record InboxItem(
        UUID id,
        Kind kind,
        List<Account> people,
        long others,
        @Nullable Dub dub,
        @Nullable Quote quote,
        boolean seen,
        Instant at) {}
