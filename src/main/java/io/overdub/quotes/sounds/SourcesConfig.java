package io.overdub.quotes.sounds;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

@ConfigMapping(prefix = "quotes.sounds")
interface SourcesConfig {

    /** Where imports may fetch from, such as {@code https://sounds.example.org}; nowhere by default. */
    Optional<Set<String>> origins();
}
