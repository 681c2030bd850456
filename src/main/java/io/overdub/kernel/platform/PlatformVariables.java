package io.overdub.kernel.platform;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Answers Quarkus keys from {@code DATABASE_URL}, {@code DATABASE_CONNECTION_POOL_URL}, {@code OVERDUB_SQL_REPLICA_URL}, {@code REDIS_URL},
 * {@code REDIS_TLS_URL}, {@code PORT} and those of OpenTelemetry ({@link CollectorAddress}), and stops the boot, before anything is started, with one message that names every
 * unfit setting. No message ever repeats a value: most of them hold a password.
 */
public final class PlatformVariables implements ConfigSourceFactory {

    /** Above the application.properties in the jar (250), below everything that an operator writes (260 and more). */
    static final int ORDINAL = 255;

    private static final String REPLICA = "OVERDUB_SQL_REPLICA_URL";
    private static final String REPLICA_URL = "quarkus.datasource.replica.jdbc.url";
    private static final Pattern NAME_OF_ADDRESS = Pattern.compile("[A-Z][A-Z0-9_]*_URL");

    private static final Set<String> PROFILES_WITH_OWN_ENGINES = Set.of("dev", "test", "demo");

    private final BooleanSupplier running;

    /** For the service loader. */
    public PlatformVariables() {
        this(() -> Application.currentApplication() != null);
    }

    PlatformVariables(BooleanSupplier running) {
        this.running = running;
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (!running.getAsBoolean() || context.getProfiles().contains("test")) {
            return List.of();
        }
        var faults = new ArrayList<String>();
        var settings = new HashMap<String, String>();
        translate(context, settings, faults);
        if (context.getProfiles().stream().noneMatch(PROFILES_WITH_OWN_ENGINES::contains)) {
            faults.addAll(new ProductionSettings(key -> given(context, key)).faults());
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(
                    "Overdub does not start: settings are missing or unfit.\n  - " + String.join("\n  - ", faults));
        }
        settings.replaceAll((key, value) -> literally(value));
        return List.of(new PropertiesConfigSource(settings, "platform variables", ORDINAL));
    }

    private static void translate(ConfigSourceContext context, Map<String, String> settings, List<String> faults) {
        if (given(context, "quarkus.datasource.jdbc.url").isEmpty()) {
            attempt(faults, () -> translateDatabase(context, settings));
        }
        if (given(context, REPLICA_URL).isEmpty()) {
            attempt(faults, () -> translateReplica(context, settings));
        }
        if (given(context, "quarkus.redis.hosts").isEmpty()) {
            attempt(faults, () -> translateRedis(context, settings));
        }
        attempt(faults, () -> settings.putAll(CollectorAddress.settings(name -> raw(context, name))));
        attempt(
                faults,
                () -> variable(
                        context,
                        "PORT",
                        port -> settings.put("quarkus.http.port", BadVariable.unlessPort("PORT", port))));
    }

    private static void attempt(List<String> faults, Runnable translation) {
        try {
            translation.run();
        } catch (BadVariable bad) {
            faults.add(bad.getMessage());
        }
    }

    /** Requests go through the pooler where there is one; migrations need a session of their own and go round it. */
    private static void translateDatabase(ConfigSourceContext context, Map<String, String> settings) {
        var pooled = new ArrayList<DatabaseUrl>();
        variable(context, "DATABASE_CONNECTION_POOL_URL", url -> {
            var pool = DatabaseUrl.parse("DATABASE_CONNECTION_POOL_URL", url).throughPooler();
            pooled.add(pool);
            settings.putAll(pool.settings("quarkus.datasource.jdbc.url", "quarkus.datasource"));
        });
        variable(context, "DATABASE_URL", url -> {
            var direct = DatabaseUrl.parse("DATABASE_URL", url);
            settings.putAll(
                    pooled.isEmpty()
                            ? direct.settings("quarkus.datasource.jdbc.url", "quarkus.datasource")
                            : direct.settings("quarkus.flyway.jdbc-url", "quarkus.flyway"));
        });
    }

    /** Heroku keeps the address of a follower in a variable of some colour, and changes it there: so it may also be named. */
    private static void translateReplica(ConfigSourceContext context, Map<String, String> settings) {
        variable(context, REPLICA, given -> {
            var address = !NAME_OF_ADDRESS.matcher(given).matches()
                    ? given
                    : raw(context, given)
                            .orElseThrow(() -> new BadVariable(REPLICA, "names a variable that is not there"));
            settings.putAll(DatabaseUrl.parse(REPLICA, address).settings(REPLICA_URL, "quarkus.datasource.replica"));
        });
    }

    private static void translateRedis(ConfigSourceContext context, Map<String, String> settings) {
        var name = raw(context, "REDIS_TLS_URL").isPresent() ? "REDIS_TLS_URL" : "REDIS_URL";
        variable(context, name, url -> settings.putAll(RedisUrl.parse(name, url).settings()));
    }

    private static void variable(ConfigSourceContext context, String name, Consumer<String> use) {
        raw(context, name).ifPresent(use);
    }

    /** As written: a dollar in a password starts no expression. */
    private static Optional<String> raw(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getRawValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static Optional<String> given(ConfigSourceContext context, String key) {
        return Optional.ofNullable(context.getValue(key))
                .map(ConfigValue::getValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String literally(String value) {
        return value.replace("$", "\\$");
    }
}
