package io.overdub.accounts.passwords;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "accounts.passwords")
interface PasswordsConfig {

    /** What a new hash takes, in KiB; half of it or twice as much is half or twice the time. Production refuses less than this. */
    @WithDefault("19456")
    int memory();

    /** How many hashes run at a time on this process. */
    @WithDefault("2")
    int parallel();

    /** How long one waits for its turn before it is sent away. */
    @WithDefault("2S")
    Duration patience();
}
