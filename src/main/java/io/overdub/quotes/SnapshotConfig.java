package io.overdub.quotes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the static snapshot is published. */
@ConfigMapping(prefix = "quotes.snapshot")
interface SnapshotConfig {

    /** Whether it follows the changes; without, only when an editor asks. */
    @WithDefault("true")
    boolean automatic();

    /** How long the catalogue has to keep still. */
    @WithDefault("1S")
    Duration quiet();

    /** How long at most a change waits for that. */
    @WithDefault("30S")
    Duration patience();
}
