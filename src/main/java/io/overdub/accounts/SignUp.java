package io.overdub.accounts;

import org.jspecify.annotations.Nullable;

/** A sign-up whose parts keep the rules; the password is a hash already. */
record SignUp(
        String username,
        String displayName,
        String email,
        String passwordHash,
        @Nullable String country,
        @Nullable String language) {}
