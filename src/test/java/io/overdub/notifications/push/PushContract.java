package io.overdub.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every service that wakes phones keeps. */
interface PushContract {

    Push push();

    /** How often the service has taken a message with this id. */
    int taken(String id);

    @Test
    default void a_token_that_was_shown_can_be_reached_however_often_it_is_shown() {
        var token = token();
        var endpoint = push().present(Platform.IOS, token, null).orElseThrow();

        assertThat(push().present(Platform.IOS, token, endpoint)).contains(endpoint);
        assertThat(push().present(Platform.IOS, token, null)).contains(endpoint);
        var message = message();
        assertThat(push().send(Platform.IOS, endpoint, message)).isEqualTo(Receipt.ACCEPTED);
        assertThat(taken(message.id())).isEqualTo(1);
    }

    @Test
    default void a_retired_endpoint_is_gone_until_its_token_is_shown_again() {
        var token = token();
        var endpoint = push().present(Platform.ANDROID, token, null).orElseThrow();
        push().retire(endpoint);
        push().retire(endpoint);

        var message = message();
        assertThat(push().send(Platform.ANDROID, endpoint, message)).isEqualTo(Receipt.GONE);
        assertThat(taken(message.id())).isZero();

        var again = push().present(Platform.ANDROID, token, endpoint).orElseThrow();
        assertThat(push().send(Platform.ANDROID, again, message)).isEqualTo(Receipt.ACCEPTED);
    }

    @Test
    default void an_endpoint_that_the_service_has_forgotten_is_made_anew() {
        var token = token();
        push().retire(push().present(Platform.ANDROID, token, null).orElseThrow());

        var message = message();
        var renewed = push().renew(Platform.ANDROID, token).orElseThrow();
        assertThat(push().send(Platform.ANDROID, renewed, message)).isEqualTo(Receipt.ACCEPTED);
        assertThat(push().renew(Platform.ANDROID, token)).contains(renewed);
    }

    @Test
    default void a_token_that_changed_is_reached_and_the_old_one_is_not() {
        var endpoint = push().present(Platform.ANDROID, token(), null).orElseThrow();
        var fresh = token();
        var now = push().present(Platform.ANDROID, fresh, endpoint).orElseThrow();

        var message = message();
        assertThat(push().send(Platform.ANDROID, now, message)).isEqualTo(Receipt.ACCEPTED);
        assertThat(push().present(Platform.ANDROID, fresh, null)).contains(now);
        assertThat(taken(message.id())).isEqualTo(1);
    }

    static String token() {
        return "token-" + UUID.randomUUID();
    }

    static Message message() {
        return new Message(
                UUID.randomUUID().toString(),
                "like",
                "Overdub",
                "Zoë 👋 liked \"your\" dub",
                "overdub://dubs/1",
                UUID.randomUUID().toString(),
                Duration.ofHours(1),
                true);
    }
}
