package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.overdub.kernel.Traces;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Pushwoosh, by {@code createMessage}. Its answers say in the body whether it took something, with a 200 around either. Nothing is tried
 * again: it forgets transactions within the day, some say within minutes. Bodies hold the key of the account and are never logged.
 */
final class PushwooshAnnouncer implements Announcer {

    private static final Logger LOG = Logger.getLogger(PushwooshAnnouncer.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int IOS = 1;
    private static final int ANDROID = 3;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;

    private final PushConfig.Pushwoosh settings;
    private final ObjectMapper json;
    private final Duration answer;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    PushwooshAnnouncer(PushConfig.Pushwoosh settings, ObjectMapper json, Duration answer) {
        this.settings = settings;
        this.json = json;
        this.answer = answer;
    }

    @Override
    public boolean isThere() {
        return settings.application().isPresent() && settings.token().isPresent();
    }

    @Override
    public Announced announce(Announcement announcement) {
        var request = HttpRequest.newBuilder(settings.url().resolve("createMessage"))
                .timeout(answer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(announcement), UTF_8))
                .build();
        var step = Traces.call("Pushwoosh");
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
            step.fact("http.response.status_code", answer.statusCode());
            return read(answer);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            step.failed(e);
            return new Announced(Announced.Outcome.AWAY, "Pushwoosh does not answer");
        } catch (IOException e) {
            step.failed(e);
            return new Announced(Announced.Outcome.UNKNOWN, "No answer came: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Announced(Announced.Outcome.UNKNOWN, "This process stopped before the answer came");
        } finally {
            step.end();
        }
    }

    private Announced read(HttpResponse<String> response) {
        if (response.statusCode() == TOO_MANY) {
            return new Announced(Announced.Outcome.AWAY, "Pushwoosh wants fewer requests");
        }
        JsonNode body;
        try {
            body = json.readTree(response.body());
        } catch (JsonProcessingException e) {
            return new Announced(
                    Announced.Outcome.UNKNOWN, "An answer that says nothing, with " + response.statusCode());
        }
        var code = body.path("status_code").asInt(response.statusCode());
        var message = body.path("status_message").asText("");
        if (code >= BROKEN || response.statusCode() >= BROKEN) {
            return new Announced(Announced.Outcome.UNKNOWN, code + " " + message);
        }
        if (code != OK || response.statusCode() != OK) {
            LOG.errorf("Pushwoosh refuses a message of ours: %d %s", code, message);
            return new Announced(Announced.Outcome.REFUSED, code + " " + message);
        }
        var messages = body.path("response").path("Messages");
        return messages.isEmpty()
                ? new Announced(Announced.Outcome.UNKNOWN, "A success without a message")
                : new Announced(Announced.Outcome.ACCEPTED, messages.get(0).asText());
    }

    private String body(Announcement announcement) {
        var root = json.createObjectNode();
        var request = root.putObject("request");
        request.put("application", settings.application().orElseThrow())
                .put("auth", settings.token().orElseThrow());
        var message = request.putArray("notifications").addObject();
        message.put("send_date", announcement.at() == null ? "now" : MINUTE.format(announcement.at()))
                .put("timezone", "UTC")
                .put("ignore_user_timezone", true)
                .put("transactionId", announcement.transaction());
        var content = message.putObject("content");
        announcement.texts().forEach(content::put);
        message.putObject("data").put("link", announcement.link());
        if (!announcement.platforms().isEmpty()) {
            var platforms = message.putArray("platforms");
            announcement.platforms().stream()
                    .map(platform -> platform == Platform.ANDROID ? ANDROID : IOS)
                    .distinct()
                    .forEach(platforms::add);
        }
        conditions(message, announcement);
        try {
            return json.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can be written", e);
        }
    }

    /** All of them hold of whoever gets it. Without any it would go to everybody, which is what an empty audience means. */
    private void conditions(ObjectNode message, Announcement announcement) {
        var conditions = json.createArrayNode();
        in(
                conditions,
                "Country",
                announcement.countries().stream()
                        .map(country -> country.toLowerCase(Locale.ROOT))
                        .toList());
        in(conditions, "Language", announcement.languages());
        announcement.tags().forEach(tag -> in(conditions, settings.tags(), List.of(tag)));
        var min = announcement.minBuild();
        var max = announcement.maxBuild();
        if (min != null || max != null) {
            conditions
                    .addArray()
                    .add(settings.build())
                    .add("BETWEEN")
                    .addArray()
                    .add(min == null ? 1 : min)
                    .add(max == null ? Integer.MAX_VALUE : max);
        }
        if (!conditions.isEmpty()) {
            message.set("conditions", conditions);
            message.put("conditions_operator", "AND");
        }
    }

    private static void in(ArrayNode conditions, String tag, List<String> values) {
        if (!values.isEmpty()) {
            var allowed = conditions.addArray().add(tag).add("IN").addArray();
            values.forEach(allowed::add);
        }
    }
}
