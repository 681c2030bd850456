package io.overdub.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What people see of their own account: everything that {@link Account} shows, and what is nobody else's business. */
record Me(
        AccountId id,
        String username,
        String displayName,
        String biography,
        @Nullable String avatarUrl,
        boolean anonymous,
        @JsonProperty("private") boolean locked,
        Instant createdAt,
        @Nullable String email,
        @Nullable String country,
        @Nullable String language,
        Role role) {}
