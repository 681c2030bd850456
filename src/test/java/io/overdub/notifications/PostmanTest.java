package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Platform;
import io.overdub.notifications.push.Push;
import io.overdub.notifications.push.Receipt;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostmanTest {

    @Inject
    World world;

    @Inject
    DeviceRepository devices;

    @Inject
    DeliveryRepository deliveries;

    @Inject
    PersonRepository people;

    @Inject
    InboxRepository inbox;

    @Inject
    HeldRepository held;

    @Inject
    Tact tact;

    @Inject
    Accounts accounts;

    @Inject
    NotificationsConfig config;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    private final Moody service = new Moody();

    @Test
    void one_platform_that_is_away_keeps_nothing_from_another() {
        var ada = world.person("ada");
        hasPhone(ada, "first-iphone", "ios");
        hasPhone(ada, "the-android", "android");
        hasPhone(ada, "other-iphone", "ios");
        var due = likedBy(world.person("bob"), ada);
        service.moods.put(Platform.IOS, Receipt.AWAY);

        assertThatThrownBy(() -> postman().deliver(due)).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> postman().deliver(due)).isInstanceOf(EngineAway.class);
        assertThat(service.taken).containsExactly(Platform.ANDROID);
        service.moods.clear();
        postman().deliver(due);
        assertThat(service.taken).containsExactly(Platform.ANDROID, Platform.IOS, Platform.IOS);
    }

    @Test
    void who_sends_does_not_say_that_a_device_lives() {
        var ada = world.person("ada");
        hasPhone(ada, "the-android", "android");
        var due = likedBy(world.person("bob"), ada);
        service.moods.put(Platform.ANDROID, Receipt.GONE);

        postman().deliver(due);
        assertThat(service.renewed).hasSize(1);
        assertThat(devices.reachable(AccountId.fromString(ada.id()))).isEmpty();
    }

    private PushDue likedBy(Person bob, Person ada) {
        var dub = ada.publishes(world.quote("Post"));
        bob.likes(dub);
        world.settle();
        var item = ada.gets("/v1/me/inbox").jsonPath().getString("items[0].id");
        var like = UUID.fromString(dub);
        return new PushDue(
                ids.next(),
                AccountId.fromString(ada.id()),
                Kind.LIKE,
                AccountId.fromString(bob.id()),
                like,
                like,
                UUID.fromString(item),
                clock.instant());
    }

    private Postman postman() {
        return new Postman(
                new Endpoints(service, devices, clock),
                devices,
                deliveries,
                people,
                inbox,
                held,
                tact,
                accounts,
                config,
                clock);
    }

    private static void hasPhone(Person person, String installation, String platform) {
        person.request()
                .body(Map.of(
                        "platform",
                        platform,
                        "token",
                        "token-" + UUID.randomUUID(),
                        "language",
                        "en",
                        "time_zone",
                        "UTC",
                        "build",
                        3))
                .put("/v1/me/devices/" + installation)
                .then()
                .statusCode(204);
    }

    /** Treats each platform as it likes. */
    private static final class Moody implements Push {

        private final Map<Platform, Receipt> moods = new EnumMap<>(Platform.class);
        private final List<Platform> taken = new ArrayList<>();
        private final List<String> renewed = new ArrayList<>();

        @Override
        public Optional<String> present(Platform platform, String token, @Nullable String endpoint) {
            throw new IllegalStateException("No device shows its token here");
        }

        @Override
        public Optional<String> renew(Platform platform, String token) {
            renewed.add(token);
            return Optional.empty();
        }

        @Override
        public void retire(String endpoint) {
            throw new IllegalStateException("Nobody retires endpoints here");
        }

        @Override
        public Receipt send(Platform platform, String endpoint, Message message) {
            var receipt = moods.getOrDefault(platform, Receipt.ACCEPTED);
            if (receipt == Receipt.ACCEPTED) {
                taken.add(platform);
            }
            return receipt;
        }
    }
}
