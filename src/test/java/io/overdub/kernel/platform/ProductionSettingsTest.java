package io.overdub.kernel.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductionSettingsTest {

    private static final Map<String, String> FIT = Map.ofEntries(
            Map.entry("quarkus.datasource.jdbc.url", "jdbc:postgresql://h.example/db"),
            Map.entry("quarkus.redis.hosts", "redis://h.example"),
            Map.entry("overdub.secret", "0123456789abcdef0123456789abcdef"),
            Map.entry("overdub.public-url", "https://api.example"),
            Map.entry("accounts.tokens.keys", "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"x\"}]}"),
            Map.entry("quarkus.s3.aws.region", "eu-central-1"),
            Map.entry("uploads.storage.bucket", "media"),
            Map.entry("uploads.delivery.adapter", "signed-s3"),
            Map.entry("uploads.media.adapter", "auto"),
            Map.entry("feeds.timeline.adapter", "built-in"),
            Map.entry("connections.graph.adapter", "postgresql"),
            Map.entry("search.index.adapter", "postgresql"),
            Map.entry("notifications.push.adapter", "captured"),
            Map.entry("notifications.fanout.adapter", "in-process"),
            Map.entry("analytics.stream.adapter", "postgresql"),
            Map.entry("analytics.queue.adapter", "postgresql"),
            Map.entry("analytics.warehouse.adapter", "duckdb"));

    @Test
    void fit_settings_have_no_fault() {
        assertThat(faults(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.datasource.jdbc.url, DATABASE_URL",
        "quarkus.redis.hosts, REDIS_URL",
        "overdub.secret, OVERDUB_SECRET",
        "overdub.public-url, OVERDUB_PUBLIC_URL",
        "accounts.tokens.keys, ACCOUNTS_TOKENS_KEYS",
        "quarkus.s3.aws.region, AWS_REGION",
        "uploads.storage.bucket, UPLOADS_STORAGE_BUCKET",
        "uploads.delivery.adapter, UPLOADS_DELIVERY_ADAPTER",
        "uploads.media.adapter, UPLOADS_MEDIA_ADAPTER",
        "connections.graph.adapter, CONNECTIONS_GRAPH_ADAPTER",
        "feeds.timeline.adapter, FEEDS_TIMELINE_ADAPTER",
        "search.index.adapter, SEARCH_INDEX_ADAPTER",
        "notifications.push.adapter, NOTIFICATIONS_PUSH_ADAPTER",
        "notifications.fanout.adapter, NOTIFICATIONS_FANOUT_ADAPTER",
        "analytics.stream.adapter, ANALYTICS_STREAM_ADAPTER",
        "analytics.queue.adapter, ANALYTICS_QUEUE_ADAPTER",
        "analytics.warehouse.adapter, ANALYTICS_WAREHOUSE_ADAPTER"
    })
    void a_missing_setting_is_named_with_its_variable(String key, String variable) {
        var faults = faults(Map.of(key, ""));

        assertThat(faults).singleElement().asString().startsWith(key + " (set " + variable + "): is missing");
    }

    @Test
    void passwords_are_not_hashed_in_less_than_they_should() {
        for (var unfit : List.of("19455", "-1", "much")) {
            assertThat(faults(Map.of("accounts.passwords.memory", unfit)))
                    .singleElement()
                    .asString()
                    .startsWith("accounts.passwords.memory (set ACCOUNTS_PASSWORDS_MEMORY): is less than 19456");
        }
        assertThat(faults(Map.of("accounts.passwords.memory", "65536"))).isEmpty();
    }

    @Test
    void looking_twice_finds_the_same() {
        var settings = new ProductionSettings(key -> Optional.empty());

        var first = settings.faults();

        assertThat(settings.faults()).isEqualTo(first).hasSize(17);
    }

    @ParameterizedTest
    @CsvSource({
        "overdub.secret, 0123456789abcdef0123456789abcde, is shorter than 32",
        "overdub.secret, only-for-Development-0123456789abcdef, is a value for development",
        "overdub.secret, CHANGEME-0123456789abcdef0123456789, is a value for development",
        "overdub.public-url, http://api.example, is not an https address",
        "overdub.public-url, ftp://api.example, is not an https address",
        "overdub.public-url, api.example, is not an https address",
        "overdub.public-url, https://, is not an address",
        "overdub.public-url, https://a b, is not an address",
    })
    void an_unfit_setting_is_named_without_its_value(String key, String value, String reason) {
        var faults = faults(Map.of(key, value));

        assertThat(faults).singleElement().asString().startsWith(key).contains(reason);
        assertThat(faults.get(0)).doesNotContain(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080", "https://api.example/base"})
    void plain_http_is_for_this_machine_only(String url) {
        assertThat(faults(Map.of("overdub.public-url", url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "{hunter2",
                "[]",
                "null",
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":\"hunter2\"}",
                "{\"keys\":[{\"kty\":\"EC\",\"x\":\"hunter2\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"d\":\"hunter2\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"d\":\"hunter2\",\"kid\":\"development\"}]}",
            })
    void keys_that_cannot_sign_are_refused(String keys) {
        var faults = faults(Map.of("accounts.tokens.keys", keys));

        assertThat(faults).singleElement().asString().startsWith("accounts.tokens.keys");
        assertThat(faults.get(0)).doesNotContain("hunter2");
    }

    private static List<String> faults(Map<String, String> instead) {
        var settings = new HashMap<>(FIT);
        settings.putAll(instead);
        return new ProductionSettings(
                        key -> Optional.ofNullable(settings.get(key)).filter(text -> !text.isEmpty()))
                .faults();
    }
}
