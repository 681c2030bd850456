package io.overdub.embedded;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Offers the embedded engines to the profiles dev, test and demo, and to no other. Public because the service loader
 * demands it.
 */
public final class EmbeddedConfigSourceFactory implements ConfigSourceFactory {

    private static final Set<String> PROFILES = Set.of("dev", "test", "demo");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (context.getProfiles().stream().noneMatch(PROFILES::contains)) {
            return List.of();
        }
        return List.of(new EmbeddedConfigSource(settings(context), ownedByOthers(context)));
    }

    private static EngineSettings settings(ConfigSourceContext context) {
        var test = context.getProfiles().contains("test");
        var bucket = configured(context, "uploads.storage.bucket").orElse("overdub-media");
        var directory = configured(context, "overdub.embedded.directory");
        return test && directory.isEmpty()
                ? EngineSettings.forOneRun(bucket)
                : EngineSettings.kept(Path.of(directory.orElse(".overdub")), !test, bucket);
    }

    /** Half an answer would mix our password with somebody else's server: an engine answers all its keys or none. */
    private static Set<String> ownedByOthers(ConfigSourceContext context) {
        var owned = new HashSet<String>();
        EmbeddedConfigSource.COMPANIONS.forEach((address, companions) -> {
            if (configured(context, address).isPresent()) {
                owned.addAll(companions);
            }
        });
        return owned;
    }

    private static Optional<String> configured(ConfigSourceContext context, String key) {
        return Optional.ofNullable(context.getValue(key).getValue()).filter(value -> !value.isBlank());
    }
}
