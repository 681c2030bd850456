package io.overdub.connections;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.overdub.accounts.Account;

/** An account as one viewer sees it. */
record Profile(@JsonUnwrapped Account account, boolean following, boolean muted) {}
