/**
 * Access tokens: ES256 JWTs that live 15 minutes, and the public keys that verify them.
 *
 * <p>The room above comes in through {@link io.overdub.accounts.tokens.AccessTokens}. Nothing here knows whether a session is still
 * alive: a token only proves what was true when it was signed.
 *
 * <p>Keys rotate by configuration: put the new private key first, keep the old one behind it for as long as its tokens live, then
 * drop it.
 */
@NullMarked
package io.overdub.accounts.tokens;

import org.jspecify.annotations.NullMarked;
