package io.overdub.accounts;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That an account is closed.
 *
 * @param eraseAt when all that is kept of it is erased
 * @param reopenable whether its owner can come back until then, with {@code POST /v1/auth/reopen}: a device that nobody signed up on
 *     has nothing to sign in with
 */
@Schema(name = "Closing")
record Closing(Instant eraseAt, boolean reopenable) {}
