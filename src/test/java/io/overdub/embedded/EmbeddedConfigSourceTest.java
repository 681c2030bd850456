package io.overdub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered, what is left to others, and that most questions start nothing. */
class EmbeddedConfigSourceTest {

    private final Path temporary;

    EmbeddedConfigSourceTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Test
    void an_explicit_setting_starts_nothing() {
        var config = config(
                "dev",
                Map.of(
                        "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/real",
                        "quarkus.redis.hosts", "redis://real:6379",
                        "quarkus.s3.endpoint-override", "https://real"));

        assertThat(value(config, "quarkus.datasource.jdbc.url")).isEqualTo("jdbc:postgresql://db/real");
        assertThat(value(config, "quarkus.redis.hosts")).isEqualTo("redis://real:6379");
        assertThat(value(config, "quarkus.s3.endpoint-override")).isEqualTo("https://real");
        assertThat(value(config, "quarkus.datasource.username")).isNull();
        assertThat(value(config, "quarkus.datasource.password")).isNull();
        assertThat(value(config, EmbeddedConfigSource.S3_ACCESS_KEY)).isNull();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void listing_all_names_starts_nothing() {
        var config = config("demo", Map.of());

        var names = new HashSet<String>();
        config.getPropertyNames().forEach(names::add);

        assertThat(names).doesNotContain("quarkus.datasource.jdbc.url", "overdub.secret");
        assertThat(directory()).doesNotExist();
    }

    @Test
    void production_gets_no_answer() {
        var config = config("prod", Map.of());

        assertThat(value(config, "quarkus.datasource.jdbc.url")).isNull();
        assertThat(value(config, "overdub.secret")).isNull();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void secrets_differ_between_folders_and_stay_the_same_in_one() {
        var settings = EnginesIT.durable(directory());
        try (var folder = DataFolder.hold(settings);
                var other = DataFolder.hold(EnginesIT.durable(temporary.resolve("other")))) {
            var secret = folder.secret("overdub.secret");

            assertThat(secret).matches("[A-Za-z0-9_-]{43}");
            assertThat(DataFolder.hold(settings).secret("overdub.secret")).isEqualTo(secret);
            assertThat(other.secret("overdub.secret")).isNotEqualTo(secret);
        }
    }

    @Test
    void signing_keys_are_one_private_key_on_p256() throws JoseException {
        var keys = new JsonWebKeySet(DevelopmentSecrets.make("accounts.tokens.keys")).getJsonWebKeys();

        assertThat(keys).singleElement().isInstanceOfSatisfying(EllipticCurveJsonWebKey.class, key -> {
            assertThat(key.getCurveName()).isEqualTo("P-256");
            assertThat(key.getPrivateKey()).isNotNull();
            assertThat(key.getKeyId()).isNotBlank();
        });
    }

    @Test
    void only_the_owner_can_read_the_folder() throws Exception {
        try (var folder = DataFolder.hold(EnginesIT.durable(directory()))) {
            folder.secret("overdub.secret");

            assertThat(Files.getPosixFilePermissions(folder.path())).hasSize(3);
            assertThat(Files.getPosixFilePermissions(folder.path().resolve("secrets.properties")))
                    .hasSize(2);
        }
    }

    private SmallRyeConfig config(String profile, Map<String, String> explicit) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile(profile)
                .withDefaultValue("overdub.embedded.directory", directory().toString())
                .withSources(new Settings(explicit))
                .withSources(new EmbeddedConfigSourceFactory())
                .build();
    }

    private static @Nullable String value(SmallRyeConfig config, String key) {
        return config.getConfigValue(key).getValue();
    }

    private Path directory() {
        return temporary.resolve("data");
    }

    private record Settings(Map<String, String> values) implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public @Nullable String getValue(String name) {
            return values.get(name);
        }

        @Override
        public String getName() {
            return "explicit";
        }
    }
}
