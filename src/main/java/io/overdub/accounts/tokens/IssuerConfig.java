package io.overdub.accounts.tokens;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

@ConfigMapping(prefix = "overdub")
interface IssuerConfig {

    /** Names us as the issuer. */
    URI publicUrl();
}
