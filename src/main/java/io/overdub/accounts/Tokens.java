package io.overdub.accounts;

/** @param expiresIn seconds that the access token lives */
record Tokens(String accessToken, String refreshToken, long expiresIn) {}
