package io.overdub.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.overdub.edge.WrittenOnce;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may see of an account. An anonymous one (made by a device, before sign-up) carries a generated username.
 *
 * @param locked whether only its followers see what it makes, and it decides who follows; {@code private} on the wire
 * @param avatarUrl a delivery address that may change and expire; absent without a picture
 */
@WrittenOnce
public record Account(
        AccountId id,
        String username,
        String displayName,
        String biography,
        @Nullable String avatarUrl,
        boolean anonymous,
        @JsonProperty("private") boolean locked,
        Instant createdAt) {}
