package io.overdub.analytics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Shares its prefix with the settings of the whole process. */
@ConfigMapping(prefix = "overdub")
interface PipelineConfig {

    @WithDefault("web,jobs,stream")
    Set<Role> roles();

    /** What a process does; this room works where there is a {@code STREAM}. */
    enum Role {
        WEB,
        JOBS,
        STREAM
    }
}
