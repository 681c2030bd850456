package io.overdub.embedded.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "overdub.embedded")
interface DemoConfig {

    /** Whether the demo people move in; looked at in the profiles dev and demo only. */
    @WithDefault("true")
    boolean seed();
}
