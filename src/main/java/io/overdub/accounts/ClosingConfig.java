package io.overdub.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens to accounts that their owners close. */
@ConfigMapping(prefix = "accounts.closing")
interface ClosingConfig {

    /** How long somebody can come back before their account is erased. */
    @WithDefault("30D")
    Duration grace();
}
