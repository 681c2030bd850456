package io.overdub.accounts;

import java.time.Instant;
import java.util.UUID;

/**
 * A sign-in on one device, as its owner sees it.
 *
 * @param network where it was used last: an address cut to /24 (IPv4) or /48 (IPv6)
 * @param current whether it is the one that is asking
 */
record Session(
        UUID id,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        String network,
        String userAgent,
        boolean current) {}
