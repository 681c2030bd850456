package io.overdub.accounts.tokens;

import io.overdub.kernel.Refusal;

/** This text is not an access token of ours, or no longer. */
public final class TokenRejected extends Refusal {

    private TokenRejected(String code, String detail) {
        super(Kind.UNAUTHENTICATED, code, detail);
    }

    public static TokenRejected invalid() {
        return new TokenRejected("invalid_token", "This is not an access token that can be used here");
    }

    static TokenRejected expired() {
        return new TokenRejected("token_expired", "This access token has expired: ask for a new one");
    }
}
