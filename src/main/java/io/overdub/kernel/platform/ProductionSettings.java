package io.overdub.kernel.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The settings that production cannot do without, looked at all at once: someone who installs it learns of everything in
 * one try.
 */
final class ProductionSettings {

    private static final int SECRET_LENGTH = 32;
    private static final int LEAST_FOR_PASSWORDS = 19_456;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Function<String, Optional<String>> given;
    private final List<String> faults = new ArrayList<>();

    ProductionSettings(Function<String, Optional<String>> given) {
        this.given = given;
    }

    /** One line for each unfit setting: its key, the variable that sets it and the reason; none repeats a value. */
    List<String> faults() {
        faults.clear();
        address("quarkus.datasource.jdbc.url", List.of("DATABASE_URL", "DATABASE_CONNECTION_POOL_URL"), "PostgreSQL");
        address("quarkus.redis.hosts", List.of("REDIS_URL", "REDIS_TLS_URL"), "Redis");
        check("overdub.secret", "OVERDUB_SECRET", "it signs what clients hand back", this::secretFault);
        check("overdub.public-url", "OVERDUB_PUBLIC_URL", "clients are sent to it", this::publicUrlFault);
        check("accounts.tokens.keys", "ACCOUNTS_TOKENS_KEYS", "access tokens are signed with it", this::keysFault);
        address("quarkus.s3.aws.region", List.of("AWS_REGION"), "the bucket");
        check("uploads.storage.bucket", "UPLOADS_STORAGE_BUCKET", "media is kept there", any -> Optional.empty());
        check(
                "uploads.delivery.adapter",
                "UPLOADS_DELIVERY_ADAPTER",
                "phones get media by it",
                any -> Optional.empty());
        check(
                "uploads.media.adapter",
                "UPLOADS_MEDIA_ADAPTER",
                "it makes of media what phones get",
                any -> Optional.empty());
        check(
                "connections.graph.adapter",
                "CONNECTIONS_GRAPH_ADAPTER",
                "it keeps who follows whom",
                any -> Optional.empty());
        check("feeds.timeline.adapter", "FEEDS_TIMELINE_ADAPTER", "it keeps home timelines", any -> Optional.empty());
        check("search.index.adapter", "SEARCH_INDEX_ADAPTER", "it finds what people type", any -> Optional.empty());
        check("notifications.push.adapter", "NOTIFICATIONS_PUSH_ADAPTER", "it wakes phones", any -> Optional.empty());
        check(
                "notifications.fanout.adapter",
                "NOTIFICATIONS_FANOUT_ADAPTER",
                "it sends pushes to many",
                any -> Optional.empty());
        check("analytics.stream.adapter", "ANALYTICS_STREAM_ADAPTER", "events wait in it", any -> Optional.empty());
        check(
                "analytics.queue.adapter",
                "ANALYTICS_QUEUE_ADAPTER",
                "events wait in it, again",
                any -> Optional.empty());
        check(
                "analytics.warehouse.adapter",
                "ANALYTICS_WAREHOUSE_ADAPTER",
                "events are kept in it",
                any -> Optional.empty());
        given.apply("accounts.passwords.memory")
                .filter(kib -> !isAtLeast(LEAST_FOR_PASSWORDS, kib))
                .ifPresent(kib -> faults.add("accounts.passwords.memory (set ACCOUNTS_PASSWORDS_MEMORY): is less than "
                        + LEAST_FOR_PASSWORDS));
        return List.copyOf(faults);
    }

    private static boolean isAtLeast(int least, String number) {
        try {
            return Integer.parseInt(number) >= least;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    private void address(String key, List<String> variables, String engine) {
        if (given.apply(key).isEmpty()
                && variables.stream().noneMatch(name -> given.apply(name).isPresent())) {
            faults.add(key + " (set " + variables.get(0) + "): is missing; it says where " + engine + " is");
        }
    }

    private void check(String key, String variable, String purpose, Function<String, Optional<String>> fault) {
        var found = given.apply(key);
        var reason = found.isEmpty() ? Optional.of("is missing") : fault.apply(found.get());
        reason.ifPresent(text -> faults.add(key + " (set " + variable + "): " + text + "; " + purpose));
    }

    private Optional<String> secretFault(String secret) {
        if (isOfDevelopment(secret)) {
            return Optional.of("is a value for development");
        }
        return secret.length() < SECRET_LENGTH
                ? Optional.of("is shorter than " + SECRET_LENGTH + " characters")
                : Optional.empty();
    }

    private Optional<String> publicUrlFault(String text) {
        try {
            var url = new URI(text);
            var fit = url.getHost() != null
                    && ("https".equals(url.getScheme())
                            || "http".equals(url.getScheme()) && THIS_MACHINE.contains(url.getHost()));
            return fit ? Optional.empty() : Optional.of("is not an https address (http only for localhost)");
        } catch (URISyntaxException malformed) {
            return Optional.of("is not an address");
        }
    }

    /** Only a first look: the accounts room reads the keys and says more. */
    private Optional<String> keysFault(String text) {
        try {
            var keys = new ObjectMapper().readTree(text).path("keys");
            var fit = StreamSupport.stream(keys.spliterator(), false)
                    .anyMatch(key -> "EC".equals(key.path("kty").asText())
                            && !key.path("d").asText().isEmpty());
            if (!fit) {
                return Optional.of("is a JWK set without a private EC key");
            }
            return isOfDevelopment(text) ? Optional.of("is a key for development") : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.of("is not a JWK set in JSON");
        }
    }

    private static boolean isOfDevelopment(String value) {
        var lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("development") || lower.contains("changeme");
    }
}
