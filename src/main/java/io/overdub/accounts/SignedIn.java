package io.overdub.accounts;

/**
 * The answer to everything that lets somebody in.
 *
 * @param expiresIn seconds that the access token lives
 */
record SignedIn(Account account, String accessToken, String refreshToken, long expiresIn) {}
