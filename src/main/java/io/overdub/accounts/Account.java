package io.overdub.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may see of an account. An anonymous one (made by a device, before sign-up) carries a generated username.
 *
 * @param avatarUrl a delivery address that may change and expire; absent without a picture
 */
public record Account(
        AccountId id,
        String username,
        String displayName,
        String biography,
        @Nullable String avatarUrl,
        boolean anonymous,
        Instant createdAt) {}
