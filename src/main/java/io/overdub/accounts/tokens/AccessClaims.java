package io.overdub.accounts.tokens;

import java.time.Instant;
import java.util.UUID;

/** What a verified token says. */
public record AccessClaims(UUID account, UUID session, Instant expiresAt) {}
