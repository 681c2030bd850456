package io.overdub.connections;

import io.overdub.accounts.Account;
import java.time.Instant;

/** One line of a list of followers, followees, muted or blocked people. */
record Connection(Account account, Instant since) {}
