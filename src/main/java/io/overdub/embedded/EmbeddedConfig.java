package io.overdub.embedded;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Read by the factory, before mappings exist, and injected nowhere; declared so that Quarkus knows the key and refuses a
 * misspelt one.
 */
@Unremovable
@ConfigMapping(prefix = "overdub.embedded")
interface EmbeddedConfig {

    /** Where the engines keep their data; {@code .overdub} by default. */
    Optional<Path> directory();
}
