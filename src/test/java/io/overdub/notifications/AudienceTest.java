package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AudienceTest {

    private static final UUID LAST = new UUID(-1, -1);

    @Inject
    World world;

    @Inject
    Campaigns campaigns;

    @Inject
    CampaignRepository audiences;

    @Inject
    CampaignConfig config;

    @Inject
    Broadcasts broadcasts;

    @Inject
    FanoutCrew crew;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Test
    void a_turn_looks_through_some_stretches_and_the_next_goes_on_where_it_ended() throws InterruptedException {
        silent(20 * config.stretch());
        var tag = tag();
        var ada = world.person("ada");
        has(ada.id(), tag);
        var id = drafted(tag).id();

        // Nobody else sees it before the commit.
        var turn = QuarkusTransaction.requiringNew().call(() -> {
            campaigns.schedule(id, null, null, true);
            return broadcasts.take().orElseThrow();
        });
        assertThat(turn.parcel()).isNull();
        assertThat(broadcasts.show(id).state()).isEqualTo(Broadcast.State.RUNNING);

        crew.settle(Duration.ofMinutes(1));
        assertThat(broadcasts.show(id).state()).isEqualTo(Broadcast.State.DONE);
        assertThat(broadcasts.show(id).delivered()).isEqualTo(1);
    }

    @Test
    void a_stretch_comes_with_the_device_where_it_ends() {
        var before = ids.next();
        var silent = silent(config.stretch() + 1);
        var tag = tag();
        var ada = world.person("ada");
        has(ada.id(), tag);
        has(ada.id(), tag);
        var id = drafted(tag).id();

        var first = audiences.next(leg(id, before), 300, clock.instant());
        assertThat(first.rows()).isEmpty();
        assertThat(first.end()).isEqualTo(silent.get(config.stretch() - 1));

        var full = audiences.next(leg(id, Objects.requireNonNull(first.end())), 1, clock.instant());
        assertThat(full.rows()).hasSize(1).containsExactly(full.end());

        var rest = audiences.next(leg(id, Objects.requireNonNull(full.end())), 300, clock.instant());
        assertThat(rest.rows()).hasSize(1).containsExactly(rest.end());

        var none = audiences.next(leg(id, LAST), 300, clock.instant());
        assertThat(none.rows()).isEmpty();
        assertThat(none.end()).isNull();
    }

    private static Leg leg(UUID campaign, UUID reached) {
        return new Leg(new UUID(0, 1), campaign, Instant.EPOCH, null, 0, Leg.WHOLE, reached, false);
    }

    private Campaign drafted(String tag) {
        return campaigns.draft(
                AccountId.fromString(world.admin().id()),
                "A campaign",
                new Campaign.Audience(null, null, null, List.of(tag), null, null, null),
                List.of(new Campaign.Text("en", "Hello", "New quotes")),
                Map.of(),
                "en",
                "overdub://quotes",
                0);
    }

    private static String tag() {
        return "a" + UUID.randomUUID().toString().substring(0, 12);
    }

    /** Devices that nothing goes to any more, which stand in the way. */
    private List<UUID> silent(int many) {
        var devices = Stream.generate(ids::next).limit(many).toList();
        sql.update("""
                insert into notifications.device (id, account_id, installation_id, session_id, platform, token, language,
                  time_zone, build, dead_at, registered_at, seen_at)
                select id, id, 'silent-phone', id, 'android', 'token-' || id, 'en', 'UTC', 1, now, now, now
                from unnest(?::uuid[]) d (id), (values (?::timestamptz)) t (now)""", devices, clock.instant());
        return devices;
    }

    private void has(String account, String tag) {
        var id = ids.next();
        sql.update("""
                insert into notifications.device (id, account_id, installation_id, session_id, platform, token, language,
                  time_zone, build, tags, registered_at, seen_at)
                select id, ?::uuid, 'phone-' || id, id, 'android', 'token-' || id, 'en', 'UTC', 1, array[?], now, now
                from (values (?::uuid, ?::timestamptz)) d (id, now)""", account, tag, id, clock.instant());
    }
}
