package io.overdub.accounts.tokens;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "accounts.tokens")
interface TokensConfig {

    /** A JWK Set (RFC 7517) of P-256 keys, each with a {@code kid}: the first private key signs, all verify. */
    String keys();

    @WithDefault("15M")
    Duration life();
}
