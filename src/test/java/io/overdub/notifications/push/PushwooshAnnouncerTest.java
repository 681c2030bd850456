package io.overdub.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.notifications.push.Announced.Outcome;
import io.overdub.world.PushwooshServer;
import io.overdub.world.PushwooshServer.Fault;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushwooshAnnouncerTest {

    private final PushwooshServer server = new PushwooshServer();
    private final Announcer pushwoosh = announcer(server.address());

    @AfterEach
    void nothing_was_said_that_pushwoosh_would_not_understand() {
        assertThat(server.complaints()).isEmpty();
        server.close();
    }

    @Test
    void the_audience_is_said_in_conditions_and_the_texts_by_language() {
        var announced = pushwoosh.announce(announcement(Instant.parse("2026-12-24T17:30:00Z")));

        assertThat(announced).isEqualTo(new Announced(Outcome.ACCEPTED, "C3F8-C3863ED4-334AD4F1"));
        var message = server.taken().get(0);
        assertThat(message.path("send_date").asText()).isEqualTo("2026-12-24 17:30");
        assertThat(message.path("content").toString()).isEqualTo("{\"de\":\"Hallo\",\"en\":\"Hello \\\"you\\\"\"}");
        assertThat(message.path("platforms").toString()).isEqualTo("[1,3]");
        assertThat(message.path("conditions").toString())
                .isEqualTo(
                        "[[\"Country\",\"IN\",[\"de\",\"at\"]],[\"Language\",\"IN\",[\"de\"]],"
                                + "[\"overdub\",\"IN\",[\"beta\"]],[\"overdub\",\"IN\",[\"says \\\"x\\\"\"]],[\"overdub_build\",\"BETWEEN\",[7,2147483647]]]");
        assertThat(message.path("conditions_operator").asText()).isEqualTo("AND");
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSES_WITH_200, REFUSED, 0",
        "FORBIDS, REFUSED, 0",
        "FAILS, UNKNOWN, 0",
        "MUMBLES, UNKNOWN, 0",
        "FORGETS_THE_MESSAGE, UNKNOWN, 0",
        "TOO_MANY, AWAY, 0",
        "DOES_IT_AND_HANGS_UP, UNKNOWN, 1",
        "DOES_IT_AND_FALLS_SILENT, UNKNOWN, 1"
    })
    void what_it_says_in_the_body_counts_and_what_it_does_not_say_is_unknown(Fault fault, Outcome outcome, int taken) {
        server.next(fault);

        assertThat(pushwoosh.announce(announcement(null)).outcome()).isEqualTo(outcome);
        assertThat(server.taken()).hasSize(taken);
    }

    @Test
    void one_that_is_not_there_has_surely_taken_nothing() {
        var nowhere = announcer(URI.create("http://127.0.0.1:1/json/1.3/"));

        assertThat(nowhere.announce(announcement(null)).outcome()).isEqualTo(Outcome.AWAY);
        assertThat(nowhere.isThere()).isTrue();
    }

    private static Announcement announcement(@Nullable Instant at) {
        return new Announcement(
                UUID.randomUUID().toString(),
                at,
                new TreeMap<>(Map.of("de", "Hallo", "en", "Hello \"you\"")),
                "overdub://quotes",
                List.of(Platform.IOS, Platform.IOS_SANDBOX, Platform.ANDROID),
                List.of("DE", "AT"),
                List.of("de"),
                List.of("beta", "says \"x\""),
                7,
                null);
    }

    private static Announcer announcer(URI address) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(PushConfig.class)
                .withDefaultValue("notifications.push.adapter", "captured")
                .withDefaultValue("notifications.push.pushwoosh.url", address.toString())
                .withDefaultValue("notifications.push.pushwoosh.application", PushwooshServer.APPLICATION)
                .withDefaultValue("notifications.push.pushwoosh.token", PushwooshServer.TOKEN)
                .build()
                .getConfigMapping(PushConfig.class);
        return new PushwooshAnnouncer(config.pushwoosh(), new ObjectMapper(), Duration.ofSeconds(2));
    }
}
