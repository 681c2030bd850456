package io.overdub.kernel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** What holds for the whole process. */
@ConfigMapping(prefix = "overdub")
interface ProcessConfig {

    /** At least 32 characters; the same on every process. */
    String secret();

    /** Where phones reach this API, without a trailing slash. */
    URI publicUrl();

    @WithDefault("web,jobs,stream")
    Set<Role> roles();

    OutboxConfig outbox();

    SqlConfig sql();

    enum Role {
        WEB,
        JOBS,
        STREAM
    }

    interface SqlConfig {

        /** What takes over when the server goes away; the driver is told the same. */
        @WithDefault("none")
        Failover failover();

        /** Where it is, says {@code quarkus.datasource.replica.jdbc.url}. */
        ReplicaConfig replica();

        enum Failover {
            NONE,
            AURORA
        }

        interface ReplicaConfig {

            /** Then the primary answers for it. */
            @WithDefault("5S")
            Duration mostBehind();
        }
    }

    interface OutboxConfig {

        @WithDefault("4")
        int threads();

        /** Tries before a row is parked for people to look at. */
        @WithDefault("12")
        int attempts();
    }
}
