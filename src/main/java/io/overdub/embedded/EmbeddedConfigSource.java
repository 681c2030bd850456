package io.overdub.embedded;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Answers what nobody else configured. Its names stay hidden: who lists or records all settings, as the build does, must
 * not start engines.
 */
final class EmbeddedConfigSource implements ConfigSource {

    static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    static final String REDIS_HOSTS = "quarkus.redis.hosts";
    static final String S3_ENDPOINT = "quarkus.s3.endpoint-override";
    static final String JDBC_USER = "quarkus.datasource.username";
    static final String JDBC_PASSWORD = "quarkus.datasource.password";
    static final String S3_ACCESS_KEY = "quarkus.s3.aws.credentials.static-provider.access-key-id";
    static final String S3_SECRET_KEY = "quarkus.s3.aws.credentials.static-provider.secret-access-key";
    static final String PROCESS_SECRET = "overdub.secret";
    static final String TOKEN_KEYS = "accounts.tokens.keys";

    static final Map<String, Set<String>> COMPANIONS =
            Map.of(JDBC_URL, Set.of(JDBC_USER, JDBC_PASSWORD), S3_ENDPOINT, Set.of(S3_ACCESS_KEY, S3_SECRET_KEY));

    private final EngineSettings settings;
    private final Set<String> ownedByOthers;

    EmbeddedConfigSource(EngineSettings settings, Set<String> ownedByOthers) {
        this.settings = settings;
        this.ownedByOthers = ownedByOthers;
    }

    @Override
    public @Nullable String getValue(String key) {
        if (ownedByOthers.contains(key)) {
            return null;
        }
        return switch (key) {
            case JDBC_URL, REDIS_HOSTS, S3_ENDPOINT -> EngineRoom.address(key, settings);
            case JDBC_USER -> PostgresEngine.USER;
            case JDBC_PASSWORD, S3_ACCESS_KEY, S3_SECRET_KEY, PROCESS_SECRET, TOKEN_KEYS ->
                EngineRoom.secret(key, settings);
            default -> null;
        };
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public int getOrdinal() {
        return 50;
    }

    @Override
    public String getName() {
        return "embedded engines";
    }
}
