package io.overdub.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ConfigMapping(prefix = "edge")
interface EdgeConfig {

    /**
     * How many proxies of ours stand before this process, each adding one entry to {@code X-Forwarded-For}: 0 where phones reach it
     * directly, 1 behind Heroku's router. Too high a number lets people choose their own address.
     */
    @WithDefault("0")
    int trustedProxies();

    /**
     * How many requests are worked on at once; of those who ask for more, who loses least is told to come again. Each takes this number
     * divided by how many are answered a second: 150 at 700 a second are 214 ms. Fewer than {@code quarkus.thread-pool.max-threads} (200),
     * or the rest waits for a thread.
     */
    @WithDefault("150")
    int mostInside();

    Bodies bodies();

    Limits limits();

    interface Bodies {

        /** In bytes, after decompression. */
        @WithDefault("65536")
        int limit();

        /**
         * Other limits, for exactly these paths. A larger one needs a permission of Quarkus' (quarkus.http.auth.permission) for the same
         * path, which asks for the role before the body is taken in, and quarkus.http.limits.max-body-size to be no less.
         */
        Map<String, Integer> exceptions();
    }

    interface Limits {

        /** Off only to measure the rest. */
        @WithDefault("true")
        boolean enabled();

        /** How long Redis may take before this process counts by itself. */
        @WithDefault("50ms")
        Duration patience();

        /** By name. {@code read} and {@code write} hold for every path of the API that no other class names. */
        Map<String, RouteClass> classes();
    }

    interface RouteClass {

        /** How many requests at once, and how many in each {@link #per}. */
        int burst();

        @WithDefault("1M")
        Duration per();

        /** How the paths of this class begin. */
        Optional<List<String>> paths();

        /** Whether whoever comes from one network shares one limit, signed in or not: where new names are given out. */
        @WithDefault("false")
        boolean byNetwork();
    }
}
