package io.overdub.uploads.work;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is made of media after it was uploaded, and with what. */
@ConfigMapping(prefix = "uploads.media")
interface WorkConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    /** Of one program over one file. More than the machine needs for the longest film; less than a hostile one could take. */
    @WithDefault("5M")
    Duration timeLimit();

    /** Address space of one program, where the system can limit it (Linux with util-linux). */
    @WithDefault("1G")
    MemorySize memoryLimit();

    /** Of one program. */
    @WithDefault("2")
    int threads();

    enum Adapter {
        /** ffmpeg where it is on the path, else pass-through. */
        AUTO,
        /** Without it the process does not start. */
        FFMPEG,
        PASS_THROUGH
    }
}
