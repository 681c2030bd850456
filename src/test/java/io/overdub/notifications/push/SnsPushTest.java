package io.overdub.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.EngineAway;
import io.overdub.world.SnsServer;
import io.overdub.world.SnsServer.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

class SnsPushTest implements PushContract {

    private final SnsServer server = new SnsServer();
    private final SnsPush push = push(server.address());

    @AfterEach
    void nothing_was_said_that_sns_would_not_understand() {
        assertThat(server.complaints()).isEmpty();
        server.close();
    }

    @Override
    public Push push() {
        return push;
    }

    @Override
    public int taken(String id) {
        return (int) server.published().stream()
                .filter(one -> one.payload().toString().contains(id))
                .count();
    }

    @Test
    void a_dead_endpoint_is_enabled_again_by_its_device_only() {
        var token = PushContract.token();
        var endpoint = push.present(Platform.ANDROID, token, null).orElseThrow();
        server.disable(endpoint);

        assertThat(push.send(Platform.ANDROID, endpoint, PushContract.message()))
                .isEqualTo(Receipt.DEAD);
        assertThat(server.isEnabled(endpoint)).isFalse();
        assertThat(push.present(Platform.ANDROID, token, endpoint)).contains(endpoint);
        assertThat(server.isEnabled(endpoint)).isTrue();
        assertThat(push.send(Platform.ANDROID, endpoint, PushContract.message()))
                .isEqualTo(Receipt.ACCEPTED);
        assertThat(push.present(Platform.ANDROID, "not-a-token-at-all", null)).isEmpty();
    }

    @Test
    void what_is_lost_is_found_and_not_brought_to_life() {
        var token = PushContract.token();
        var foreign = server.foreignEndpoint(SnsServer.IOS, token);
        server.disable(foreign);

        assertThat(push.renew(Platform.IOS, token)).isEmpty();
        assertThat(server.isEnabled(foreign)).isFalse();
        assertThat(push.renew(Platform.IOS, "not-a-token-at-all")).isEmpty();
    }

    @Test
    void the_endpoint_of_a_token_is_found_whoever_made_it() {
        var token = PushContract.token();
        var foreign = server.foreignEndpoint(SnsServer.IOS, token);
        server.disable(foreign);
        assertThat(push.present(Platform.IOS, token, null)).contains(foreign);
        assertThat(server.isEnabled(foreign)).isTrue();

        var stale = push.present(Platform.IOS, PushContract.token(), null).orElseThrow();
        assertThat(push.present(Platform.IOS, token, stale)).contains(foreign);
        assertThat(push.send(Platform.IOS, stale, PushContract.message())).isEqualTo(Receipt.GONE);

        var sandbox = push.present(Platform.IOS_SANDBOX, token, foreign).orElseThrow();
        assertThat(sandbox).isNotEqualTo(foreign).contains("APNS_SANDBOX");
        assertThat(push.send(Platform.IOS_SANDBOX, sandbox, PushContract.message()))
                .isEqualTo(Receipt.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sns:eu-central-1:123456789012:app/GCM",
                "arn:aws:sns:eu-central-1:123456789012:app/GCM/typo"
            })
    void of_an_application_that_sns_does_not_know_no_device_is_the_worse(String application) {
        var mistaken = push(server.address(), Map.of(Platform.ANDROID, application));

        assertThatThrownBy(() -> mistaken.present(Platform.ANDROID, PushContract.token(), null))
                .isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> mistaken.renew(Platform.ANDROID, PushContract.token()))
                .isInstanceOf(EngineAway.class);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLES, BUSY, 0",
        "FAILS, UNKNOWN, 0",
        "FAILS_WITH_200, UNKNOWN, 0",
        "DOES_IT_AND_FALLS_SILENT, UNKNOWN, 1",
        "DOES_IT_AND_HANGS_UP, UNKNOWN, 1",
        "APPLICATION_DISABLED, AWAY, 0",
        "TURNS_AWAY, AWAY, 0"
    })
    void what_the_service_does_is_told_as_it_is_and_nothing_is_tried_twice(Fault fault, Receipt receipt, int taken) {
        var endpoint = push.present(Platform.IOS, PushContract.token(), null).orElseThrow();
        var before = server.calls("Publish");
        var message = PushContract.message();
        server.next(fault);

        assertThat(push.send(Platform.IOS, endpoint, message)).isEqualTo(receipt);
        assertThat(server.calls("Publish")).isEqualTo(before + 1);
        assertThat(taken(message.id())).isEqualTo(taken);
    }

    @Test
    void a_service_that_is_not_there_has_surely_taken_nothing() {
        var endpoint = push.present(Platform.IOS, PushContract.token(), null).orElseThrow();
        var nowhere = push(URI.create("http://127.0.0.1:1"));

        assertThat(nowhere.send(Platform.IOS, endpoint, PushContract.message())).isEqualTo(Receipt.AWAY);
        assertThatThrownBy(() -> nowhere.present(Platform.IOS, PushContract.token(), null))
                .isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> nowhere.retire(endpoint)).isInstanceOf(EngineAway.class);
        server.next(Fault.THROTTLES);
        assertThatThrownBy(() -> push.present(Platform.IOS, PushContract.token(), null))
                .isInstanceOf(EngineAway.class);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_long_text_is_cut_between_characters_and_fits(Platform platform) {
        var endpoint = push.present(platform, PushContract.token(), null).orElseThrow();
        var short_ = PushContract.message();
        var long_ = new Message(
                short_.id(),
                "campaign",
                "Title",
                "👩‍👩‍👧 \"größer\"\n".repeat(400),
                short_.link(),
                short_.collapseKey(),
                Duration.ZERO,
                false);

        assertThat(push.send(platform, endpoint, long_)).isEqualTo(Receipt.ACCEPTED);
        var got = server.published().get(0);
        var body = platform == Platform.ANDROID
                ? got.payload().at("/fcmV1Message/message/notification/body").asText()
                : got.payload().at("/aps/alert/body").asText();
        assertThat(body).endsWith("…").hasSizeGreaterThan(500).doesNotContain("\uFFFD");
        assertThat(body.codePoints().filter(c -> Character.getType(c) == Character.SURROGATE))
                .isEmpty();
        assertThat(got.attributes().toString()).contains("TTL=0");
        var hopeless = new Message(
                short_.id(), "campaign", "x".repeat(5_000), "", "", short_.collapseKey(), Duration.ZERO, false);
        assertThat(push.send(platform, endpoint, hopeless)).isEqualTo(Receipt.REFUSED);
    }

    private static SnsPush push(URI address) {
        return push(
                address,
                Map.of(
                        Platform.IOS, SnsServer.IOS,
                        Platform.IOS_SANDBOX, SnsServer.SANDBOX,
                        Platform.ANDROID, SnsServer.ANDROID));
    }

    private static SnsPush push(URI address, Map<Platform, String> applications) {
        var client = SnsClient.builder()
                .endpointOverride(address)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
        return SnsPush.with(
                client, applications, new Payloads(new ObjectMapper(), "io.overdub.app"), Clock.systemUTC());
    }
}
