package io.overdub.feeds;

import io.overdub.accounts.Account;

/** Somebody whom people follow whom the viewer follows. */
record RecommendedPerson(Account account) {}
