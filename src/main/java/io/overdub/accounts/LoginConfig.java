package io.overdub.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many wrong passwords are too many. */
@ConfigMapping(prefix = "accounts.logins")
interface LoginConfig {

    /** For one login, whether or not there is such an account. */
    @WithDefault("10")
    int perLogin();

    /** For all logins from one client network: a school or an office shares it. */
    @WithDefault("50")
    int perNetwork();

    /** The time in which one wins all of these back. */
    @WithDefault("15M")
    Duration window();
}
