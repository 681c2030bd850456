package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import java.time.Instant;

/** Somebody likes a dub, and since when by the server's clock. */
public record Like(DubId dub, AccountId account, Instant at) {}
