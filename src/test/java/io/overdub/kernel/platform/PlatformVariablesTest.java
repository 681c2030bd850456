package io.overdub.kernel.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformVariablesTest {

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String REPLICA_URL = "quarkus.datasource.replica.jdbc.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            postgres://u:p@h.example:5433/db                      | u   | p     | h.example:5433/db?sslmode=require
            postgresql://u:p@h.example:5433/db                    | u   | p     | h.example:5433/db?sslmode=require
            POSTGRES://u:p@h.example/db                           | u   | p     | h.example:5432/db?sslmode=require
            postgres://u@h.example/db                             | u   | -     | h.example:5432/db?sslmode=require
            postgres://h.example/db                               | -   | -     | h.example:5432/db?sslmode=require
            postgres://my_service/db                              | -   | -     | my_service:5432/db?sslmode=require
            postgres://u%40x:p%40%3A%2F%23%25@h.example/db        | u@x | p@:/#% | h.example:5432/db?sslmode=require
            postgres://u:p+w:x=y@h.example/db                     | u   | p+w:x=y | h.example:5432/db?sslmode=require
            postgres://u:p%C3%A9%20@h.example/db                  | u   | 'pé '  | h.example:5432/db?sslmode=require
            postgres://u:$a$$b${c}$%5C$@h.example/db              | u   | $a$$b${c}$\\$ | h.example:5432/db?sslmode=require
            postgres://u:p@h.example/db?a=b&c=%20                 | u   | p     | h.example:5432/db?a=b&c=%20&sslmode=require
            postgres://u:p@h.example/db?sslmode=verify-full&a=b   | u   | p     | h.example:5432/db?sslmode=verify-full&a=b
            postgres://u:p@h.example/db?a=b&sslmode=disable       | u   | p     | h.example:5432/db?a=b&sslmode=disable
            postgres://u:p@h.example/db?xsslmode=1                | u   | p     | h.example:5432/db?xsslmode=1&sslmode=require
            postgres://u:p@h.example/db?                          | u   | p     | h.example:5432/db?sslmode=require
            postgres://u:p@localhost/db                           | u   | p     | localhost:5432/db
            postgres://u:p@127.0.0.1:1/db?a=b                     | u   | p     | 127.0.0.1:1/db?a=b
            postgres://u:p@[::1]:5433/db                          | u   | p     | [::1]:5433/db
            postgres://u:p@[2001:db8::1]/db                       | u   | p     | [2001:db8::1]:5432/db?sslmode=require
            postgres://u:p@h.example/d%20b+c                      | u   | p     | h.example:5432/d%20b%2Bc?sslmode=require
            """)
    void every_form_of_a_database_address_is_understood(String given, String user, String password, String place) {
        var config = config(Map.of("DATABASE_URL", given));

        assertThat(value(config, URL)).isEqualTo("jdbc:postgresql://" + place);
        assertThat(value(config, USER)).isEqualTo(user);
        assertThat(value(config, PASSWORD)).isEqualTo(password);
        assertThat(value(config, "quarkus.flyway.jdbc-url")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hunter2@h.example/db",
                "jdbc:postgresql://h.example/db?password=hunter2",
                "postgres:u:hunter2@h.example/db",
                "postgres://u:hunter2@h.example",
                "postgres://u:hunter2@h.example/",
                "postgres://u:hunter2@/db",
                "postgres://u:hunter2@h.example:port/db",
                "postgres://u:hunter2@h.example:543210/db",
                "postgres://u:hunter2@h.example:70000/db",
                "postgres://u:hunter2@h.example:0/db",
                "postgres://u:hunter2#1@h.example/db",
                "postgres://u:hunter2/1@h.example/db",
                "postgres://u:1/hunter2@h.example/db",
                "postgres://u:hunter2@1@h.example/db",
                "postgres://u:hunter2?@h.example/db",
                "postgres://u:hunter2%zz@h.example/db",
                "postgres://u:hunter2%@h.example/db",
                "postgres://u:hunter2@h.example/db/more",
                "postgres://u:hunter2@h.example/db#part",
                "postgres://u:hunter2@h one/db",
                "hunter2",
            })
    void a_malformed_database_address_stops_the_boot_by_name(String given) {
        var thrown = catchThrowable(() -> config(Map.of("DATABASE_URL", given)));

        assertThat(thrown).isInstanceOf(ConfigurationException.class).hasMessageContaining("DATABASE_URL ");
        assertThat(printed(thrown)).doesNotContain("hunter2").doesNotContain("h.example");
    }

    @Test
    void migrations_go_round_the_pooler() {
        var direct = "postgres://u:p%40@h.example:5432/db";
        var pool = "postgres://pu:pp%40@pool.example:5433/db?a=b";

        var config = config(Map.of("DATABASE_URL", direct, "DATABASE_CONNECTION_POOL_URL", pool));

        assertThat(value(config, URL))
                .isEqualTo("jdbc:postgresql://pool.example:5433/db?a=b&sslmode=require&prepareThreshold=0");
        assertThat(value(config, USER)).isEqualTo("pu");
        assertThat(value(config, PASSWORD)).isEqualTo("pp@");
        assertThat(value(config, "quarkus.flyway.jdbc-url"))
                .isEqualTo("jdbc:postgresql://h.example:5432/db?sslmode=require");
        assertThat(value(config, "quarkus.flyway.username")).isEqualTo("u");
        assertThat(value(config, "quarkus.flyway.password")).isEqualTo("p@");
    }

    @Test
    void a_prepare_threshold_of_the_pool_address_is_kept() {
        var pool = "postgres://u:p@localhost/db?prepareThreshold=3";

        var config = config(Map.of("DATABASE_CONNECTION_POOL_URL", pool));

        assertThat(value(config, URL)).isEqualTo("jdbc:postgresql://localhost:5432/db?prepareThreshold=3");
    }

    @Test
    void a_replica_is_where_its_variable_or_the_one_that_it_names_says() {
        var colour = Map.of(
                "OVERDUB_SQL_REPLICA_URL", "HEROKU_POSTGRESQL_AQUA_URL",
                "HEROKU_POSTGRESQL_AQUA_URL", "postgres://u:p%40$x@h.example/db");
        var own = Map.of("OVERDUB_SQL_REPLICA_URL", "postgres://u:p%40$x@h.example/db");

        for (var variables : List.of(colour, own)) {
            var config = config(variables);

            assertThat(value(config, REPLICA_URL)).isEqualTo("jdbc:postgresql://h.example:5432/db?sslmode=require");
            assertThat(value(config, "quarkus.datasource.replica.username")).isEqualTo("u");
            assertThat(value(config, "quarkus.datasource.replica.password")).isEqualTo("p@$x");
            assertThat(value(config, URL)).isNull();
        }
        assertThat(value(config(Map.of("DATABASE_URL", "postgres://u:p@h.example/db")), REPLICA_URL))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://u:hunter2@h.example", "hunter2", "HUNTER2_URL"})
    void a_replica_that_is_nowhere_stops_the_boot_by_name(String given) {
        var thrown = catchThrowable(() -> config(Map.of("OVERDUB_SQL_REPLICA_URL", given)));

        assertThat(thrown).isInstanceOf(ConfigurationException.class).hasMessageContaining("OVERDUB_SQL_REPLICA_URL ");
        assertThat(printed(thrown)).doesNotContainIgnoringCase("hunter2").doesNotContain("h.example");
    }

    @Test
    void a_malformed_pool_address_is_named_as_such() {
        var variables = Map.of("DATABASE_CONNECTION_POOL_URL", "nonsense", "DATABASE_URL", "postgres://localhost/db");

        assertThatThrownBy(() -> config(variables)).hasMessageContaining("DATABASE_CONNECTION_POOL_URL ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            redis://h.example                       | redis://h.example:6379
            redis://h.example:6380/2                | redis://h.example:6380/2
            redis://:p@h.example:6380               | redis://:p@h.example:6380
            redis://u:p@h.example:6380              | redis://u:p@h.example:6380
            redis://default:p@h.example:6380        | redis://default:p@h.example:6380
            redis://h:p@h.example:6380              | redis://:p@h.example:6380
            REDIS://:p@h.example:6380?db=1          | redis://:p@h.example:6380?db=1
            redis://:p@[::1]:6380                   | redis://:p@[::1]:6380
            redis://:p%40%2F%25%2Bq@h.example       | redis://:p%40%2F%25%2Bq@h.example:6379
            redis://:a,b+c$d${e}@h.example          | redis://:a%2Cb%2Bc%24d%24%7Be%7D@h.example:6379
            """)
    void every_form_of_a_redis_address_is_understood(String given, String hosts) {
        var config = config(Map.of("REDIS_URL", given));

        assertThat(value(config, "quarkus.redis.hosts")).isEqualTo(hosts);
        assertThat(value(config, "quarkus.redis.tls.trust-all")).isNull();
    }

    @Test
    void a_self_signed_redis_is_trusted_but_encrypted() {
        var variables = Map.of("REDIS_URL", "redis://:p@h.example:1", "REDIS_TLS_URL", "rediss://:p@h.example:2");

        var config = config(variables);

        assertThat(value(config, "quarkus.redis.hosts")).isEqualTo("rediss://:p@h.example:2");
        assertThat(value(config, "quarkus.redis.tls.enabled")).isEqualTo("true");
        assertThat(value(config, "quarkus.redis.tls.trust-all")).isEqualTo("true");
        assertThat(value(config, "quarkus.redis.tls.hostname-verification-algorithm"))
                .isEqualTo("NONE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://:hunter2@h.example",
                "redis:hunter2",
                "redis://:hunter2@",
                "redis://:hunter2@h.example:port",
                "redis://:hunter2@h.example:70000",
                "redis://:hunter2@h.example/db",
                "redis://:hunter2#@h.example",
                "redis://:hunter2%g@h.example",
                "redis://:hunter2/@h.example",
                "redis://:hunter2@h.example,redis://h2.example",
            })
    void a_malformed_redis_address_stops_the_boot_by_name(String given) {
        var thrown = catchThrowable(() -> config(Map.of("REDIS_TLS_URL", given)));

        assertThat(thrown).isInstanceOf(ConfigurationException.class).hasMessageContaining("REDIS_TLS_URL ");
        assertThat(printed(thrown)).doesNotContain("hunter2").doesNotContain("h.example");
    }

    @Test
    void no_fault_ever_repeats_a_password() {
        var random = new Random(20261122);
        var breakers = "#/?@%:[ \\^{}|$,;&=+é\u0000\uD800";

        for (var round = 0; round < 5_000; round++) {
            var password = new StringBuilder("ZqxJvk");
            for (var more = random.nextInt(8); more >= 0; more--) {
                password.insert(
                        random.nextInt(password.length() + 1), breakers.charAt(random.nextInt(breakers.length())));
            }
            var variables = Map.of(
                    "DATABASE_URL", "postgres://someone:" + password + "@h.example/db",
                    "REDIS_URL", "redis://:" + password + "@h.example",
                    "PORT", password.toString());
            var printed = printed(catchThrowable(() -> config(variables)));

            assertThat(printed)
                    .contains("PORT ")
                    .doesNotContain(password)
                    .doesNotContain("Zq")
                    .doesNotContain("vk");
        }
    }

    @Test
    void any_encoded_password_arrives_as_it_was() {
        var random = new Random(20261122);

        for (var round = 0; round < 2_000; round++) {
            var password = random.ints(1 + random.nextInt(12), 0x21, 0x17F)
                    .filter(Character::isDefined)
                    .filter(character -> !Character.isISOControl(character) && character != 0xA0)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .append('$')
                    .toString();
            var encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
            var config = config(Map.of("DATABASE_URL", "postgres://u:" + encoded + "@localhost/db"));

            assertThat(value(config, PASSWORD)).isEqualTo(password);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80 80", "999999999999"})
    void a_port_must_be_a_port(String port) {
        assertThatThrownBy(() -> config(Map.of("PORT", port)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("PORT ");
    }

    @Test
    void the_port_of_the_platform_beats_the_one_in_the_jar() {
        var config = config(Map.of("PORT", " 5000 "));

        assertThat(value(config, "quarkus.http.port")).isEqualTo("5000");
    }

    @Test
    void a_setting_that_names_the_quarkus_key_wins_whole() {
        var variables = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://own.example/db",
                "DATABASE_URL", "postgres://u:p@h.example/db",
                "QUARKUS_REDIS_HOSTS", "redis://own.example",
                "REDIS_URL", "rediss://:p@h.example",
                "QUARKUS_HTTP_PORT", "9000",
                "PORT", "5000");

        var config = config(variables);

        assertThat(value(config, URL)).isEqualTo("jdbc:postgresql://own.example/db");
        assertThat(value(config, USER)).isNull();
        assertThat(value(config, PASSWORD)).isNull();
        assertThat(value(config, "quarkus.redis.hosts")).isEqualTo("redis://own.example");
        assertThat(value(config, "quarkus.redis.tls.trust-all")).isNull();
        assertThat(value(config, "quarkus.http.port")).isEqualTo("9000");
    }

    @Test
    void traces_are_collected_where_the_variable_says_and_nowhere_without() {
        var config = config(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "https://collector.example:4318/otlp",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "api-key=p%2Cw$x,team=a",
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "OTEL_SERVICE_NAME",
                "overdub-eu"));

        assertThat(value(config, "quarkus.otel.sdk.disabled")).isEqualTo("false");
        assertThat(value(config, "quarkus.otel.exporter.otlp.endpoint"))
                .isEqualTo("https://collector.example:4318/otlp");
        assertThat(value(config, "quarkus.otel.exporter.otlp.headers")).isEqualTo("api-key=p%2Cw$x,team=a");
        assertThat(value(config, "quarkus.otel.service.name")).isEqualTo("overdub-eu");
        assertThat(value(config(Map.of("OTEL_SERVICE_NAME", "overdub-eu")), "quarkus.otel.sdk.disabled"))
                .isNull();
        assertThat(value(
                        config(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "https://c.example", "OTEL_SDK_DISABLED", "true")),
                        "quarkus.otel.sdk.disabled"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OTEL_EXPORTER_OTLP_ENDPOINT | collector.hunter2:4318
            OTEL_EXPORTER_OTLP_ENDPOINT | https://user:hunter2@c.example
            OTEL_EXPORTER_OTLP_ENDPOINT | https://c.example:99999/hunter2
            OTEL_EXPORTER_OTLP_ENDPOINT | https://c.example/?key=hunter2
            OTEL_EXPORTER_OTLP_HEADERS  | hunter2
            OTEL_EXPORTER_OTLP_HEADERS  | key=hunter2%zz
            OTEL_EXPORTER_OTLP_PROTOCOL | hunter2
            """)
    void a_collector_that_cannot_be_reached_by_what_is_given_stops_the_boot(String variable, String given) {
        var variables = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "https://c.example"));
        variables.put(variable, given);

        var thrown = catchThrowable(() -> config(variables));

        assertThat(thrown).isInstanceOf(ConfigurationException.class).hasMessageContaining(variable + " ");
        assertThat(printed(thrown)).doesNotContain("hunter2");
    }

    @Test
    void an_empty_variable_counts_as_absent() {
        var config = config(Map.of("DATABASE_URL", "", "REDIS_TLS_URL", " ", "REDIS_URL", "redis://h.example"));

        assertThat(value(config, URL)).isNull();
        assertThat(value(config, "quarkus.redis.hosts")).isEqualTo("redis://h.example:6379");
    }

    @Test
    void tests_and_builds_see_no_platform_variable() {
        var variables = Map.of("DATABASE_URL", "postgres://u:p@h.example/db", "PORT", "nonsense");

        var testing = config("test", true, variables);
        var building = config("prod", false, variables);

        assertThat(value(testing, URL)).isNull();
        assertThat(value(building, URL)).isNull();
        assertThat(value(building, "quarkus.http.port")).isEqualTo("8080");
    }

    @Test
    void production_lists_every_fault_in_one_message() {
        var variables = Map.of("DATABASE_URL", "nonsense", "OVERDUB_SECRET", "changeme");

        assertThatThrownBy(() -> config("prod", true, variables))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "DATABASE_URL is not", "set REDIS_URL", "set OVERDUB_SECRET", "set OVERDUB_PUBLIC_URL")
                .hasMessageContainingAll("set ACCOUNTS_TOKENS_KEYS", "set UPLOADS_STORAGE_BUCKET")
                .hasMessageNotContaining("set DATABASE_URL");
    }

    @Test
    void a_profile_of_another_name_is_production_too() {
        assertThatThrownBy(() -> config("staging", true, Map.of())).hasMessageContaining("set DATABASE_URL");
    }

    @Test
    void production_starts_with_everything_in_place() {
        var variables = new HashMap<String, String>();
        variables.put("DATABASE_URL", "postgres://u:p@h.example/db");
        variables.put("REDIS_URL", "redis://h.example");
        variables.put("OVERDUB_SECRET", "0123456789abcdef0123456789abcdef");
        variables.put("OVERDUB_PUBLIC_URL", "https://api.example");
        variables.put("ACCOUNTS_TOKENS_KEYS", "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"x\"}]}");
        variables.put("UPLOADS_STORAGE_BUCKET", "media");
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("UPLOADS_MEDIA_ADAPTER", "pass-through");
        variables.put("UPLOADS_DELIVERY_ADAPTER", "signed-s3");
        variables.put("CONNECTIONS_GRAPH_ADAPTER", "postgresql");
        variables.put("FEEDS_TIMELINE_ADAPTER", "built-in");
        variables.put("SEARCH_INDEX_ADAPTER", "postgresql");
        variables.put("NOTIFICATIONS_PUSH_ADAPTER", "captured");
        variables.put("NOTIFICATIONS_FANOUT_ADAPTER", "in-process");
        variables.put("ANALYTICS_STREAM_ADAPTER", "postgresql");
        variables.put("ANALYTICS_QUEUE_ADAPTER", "postgresql");
        variables.put("ANALYTICS_WAREHOUSE_ADAPTER", "duckdb");

        var config = config("prod", true, variables);

        assertThat(value(config, URL)).isEqualTo("jdbc:postgresql://h.example:5432/db?sslmode=require");
    }

    private static SmallRyeConfig config(Map<String, String> variables) {
        return config("dev", true, variables);
    }

    private static SmallRyeConfig config(String profile, boolean running, Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile(profile)
                .withSources(new PropertiesConfigSource(Map.of("quarkus.http.port", "8080"), "in the jar", 250))
                .withSources(new EnvConfigSource(variables, 300))
                .withSources(new PlatformVariables(() -> running))
                .build();
    }

    private static String value(SmallRyeConfig config, String key) {
        return config.getConfigValue(key).getValue();
    }

    private static String printed(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
