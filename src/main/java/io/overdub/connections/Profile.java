package io.overdub.connections;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.overdub.accounts.Account;

/**
 * An account as one viewer sees it.
 *
 * @param followerCount how many follow it, exactly
 * @param followingCount how many it follows
 */
record Profile(
        @JsonUnwrapped Account account,
        long followerCount,
        long followingCount,
        boolean following,
        boolean requested,
        boolean muted) {}
