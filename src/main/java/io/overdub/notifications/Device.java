package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.notifications.push.Platform;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where somebody can be reached. @param endpoint what the push service calls it; absent until it was told */
record Device(
        UUID id,
        AccountId account,
        Platform platform,
        String token,
        @Nullable String endpoint,
        String language) {}
