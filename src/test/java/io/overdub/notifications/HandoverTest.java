package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.kernel.EngineAway;
import io.overdub.notifications.push.Announced;
import io.overdub.notifications.push.Announced.Outcome;
import io.overdub.notifications.push.Announcement;
import io.overdub.notifications.push.Announcer;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HandoverTest {

    @Inject
    World world;

    @Inject
    Campaigns campaigns;

    @Inject
    HandoverRepository rows;

    @Inject
    CampaignRepository campaignRows;

    @Inject
    Clock clock;

    private final List<Announcement> announced = new ArrayList<>();

    @Test
    void what_is_taken_is_handed_over_once() {
        var id = campaign();
        var desk = desk(Outcome.AWAY, Outcome.ACCEPTED);
        // Without a relay: the subscriber of this process knows no Pushwoosh.
        rows.add(id, UUID.randomUUID(), null, clock.instant());

        assertThatThrownBy(() -> desk.deliver(id)).isInstanceOf(EngineAway.class);
        shows(id).body("state", equalTo("due"));
        desk.deliver(id);
        desk.deliver(id);

        shows(id).body("state", equalTo("accepted")).body("note", equalTo("noted"));
        assertThat(announced).hasSize(2);
        assertThat(announced.get(0).transaction()).isEqualTo(announced.get(1).transaction());
        assertThat(announced.get(1).texts()).isEqualTo(Map.of("en", "Hello\nNew quotes"));
        judges(id, "again").statusCode(409);
    }

    @Test
    void what_is_unknown_stays_so_until_somebody_says() {
        var lost = campaign();
        rows.add(lost, UUID.randomUUID(), null, clock.instant());
        var desk = desk(Outcome.UNKNOWN, Outcome.ACCEPTED);
        desk.deliver(lost);
        desk.deliver(lost);
        shows(lost).body("state", equalTo("unknown"));
        assertThat(announced).hasSize(1);
        judges(lost, "accepted").statusCode(200).body("state", equalTo("accepted"));

        var crashed = campaign();
        rows.add(crashed, UUID.randomUUID(), null, clock.instant());
        rows.turn(crashed, Handover.State.DUE, Handover.State.SENDING, "", clock.instant());
        desk.deliver(crashed);
        shows(crashed).body("state", equalTo("unknown"));
        assertThat(announced).hasSize(1);
    }

    @Test
    void what_waited_for_the_service_goes_nowhere_once_its_author_is_no_editor_any_more() {
        var author = world.staff("editor");
        var id = campaign(author, "New quotes", Map.of("countries", List.of("DE")));
        rows.add(id, UUID.randomUUID(), null, clock.instant());
        var desk = desk(Outcome.AWAY, Outcome.ACCEPTED);
        assertThatThrownBy(() -> desk.deliver(id)).isInstanceOf(EngineAway.class);

        world.appoint(author, "user");
        desk.deliver(id);

        shows(id).body("state", equalTo("refused"));
        assertThat(announced).hasSize(1);
    }

    @Test
    void a_moment_that_has_passed_is_now() {
        var passed = campaign();
        rows.add(passed, UUID.randomUUID(), clock.instant().minus(Duration.ofSeconds(30)), clock.instant());
        var ahead = campaign();
        var moment = clock.instant().plus(Duration.ofHours(1));
        rows.add(ahead, UUID.randomUUID(), moment, clock.instant());
        var desk = desk(Outcome.ACCEPTED, Outcome.ACCEPTED);
        desk.deliver(passed);
        desk.deliver(ahead);

        assertThat(announced.get(0).at()).isNull();
        assertThat(announced.get(1).at()).isEqualTo(moment);
    }

    @Test
    void one_that_is_handed_over_and_one_that_is_sent_know_of_each_other() {
        var tag = "h" + UUID.randomUUID().toString().substring(0, 12);
        var tagged = Map.of("tags", List.of(tag));
        world.person("ada")
                .request()
                .body(Map.of(
                        "platform",
                        "android",
                        "token",
                        "token-" + UUID.randomUUID(),
                        "language",
                        "de",
                        "time_zone",
                        "Europe/Berlin",
                        "build",
                        3,
                        "tags",
                        List.of(tag)))
                .put("/v1/me/devices/ada-phone")
                .then()
                .statusCode(204);
        var moment = clock.instant().plus(Duration.ofDays(80));
        var handed = campaign("New quotes", tagged);
        QuarkusTransaction.requiringNew().run(() -> {
            campaignRows.schedule(handed, moment, null);
            rows.add(handed, UUID.randomUUID(), moment, clock.instant());
        });
        var sent = campaign("New quotes", tagged);
        var soonAfter = moment.plus(Duration.ofMinutes(30));
        schedules(sent, soonAfter).statusCode(409).body("code", equalTo("campaign_overlaps"));
        assertThatThrownBy(() -> desk().hand(sent, soonAfter, false)).hasMessageContaining("Another campaign");

        var dayAfter = moment.plus(Duration.ofDays(1));
        schedules(sent, dayAfter).statusCode(200);
        var third = campaign("New quotes", tagged);
        assertThatThrownBy(() -> desk().hand(third, dayAfter, false)).hasMessageContaining("Another campaign");
        world.admin()
                .request()
                .body(Map.of("state", "cancelled"))
                .put("/v1/admin/push/broadcasts/" + sent + "/state")
                .then()
                .statusCode(200);
        rows.turn(handed, Handover.State.DUE, Handover.State.REFUSED, "over", clock.instant());
    }

    private ValidatableResponse schedules(UUID id, Instant at) {
        return world.admin()
                .request()
                .body(Map.of("at", at.toString()))
                .put("/v1/admin/campaigns/" + id + "/schedule")
                .then();
    }

    @Test
    void without_a_service_nothing_is_handed_over() {
        var id = campaign();

        world.admin()
                .request()
                .body(Map.of())
                .put("/v1/admin/campaigns/" + id + "/handover")
                .then()
                .statusCode(409)
                .body("code", equalTo("no_announcer"));
        shows(id, 404);
    }

    @Test
    void what_each_person_has_not_seen_is_not_known_there() {
        var id = campaign("{unread} new");

        assertThatThrownBy(() -> desk().hand(id, null, false)).isInstanceOf(CampaignRules.UnfitCampaign.class);
        shows(id, 404);
    }

    private HandoverDesk desk(Outcome... outcomes) {
        var next = new ArrayList<>(List.of(outcomes));
        return new HandoverDesk(
                new Announcer() {
                    @Override
                    public boolean isThere() {
                        return true;
                    }

                    @Override
                    public Announced announce(Announcement announcement) {
                        announced.add(announcement);
                        return new Announced(next.remove(0), "noted");
                    }
                },
                campaigns,
                rows,
                clock);
    }

    private UUID campaign() {
        return campaign("New quotes");
    }

    private UUID campaign(String body) {
        return campaign(body, Map.of("countries", List.of("DE")));
    }

    private UUID campaign(String body, Map<String, ?> audience) {
        return campaign(world.admin(), body, audience);
    }

    private static UUID campaign(Person author, String body, Map<String, ?> audience) {
        var id = author.request()
                .body(Map.of(
                        "name",
                        "Handed over",
                        "audience",
                        audience,
                        "texts",
                        List.of(Map.of("language", "en", "title", "Hello", "body", body)),
                        "fallback",
                        "en",
                        "link",
                        "overdub://quotes"))
                .post("/v1/admin/campaigns")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        return UUID.fromString(id);
    }

    private ValidatableResponse shows(UUID id) {
        return shows(id, 200);
    }

    private ValidatableResponse shows(UUID id, int status) {
        return world.admin()
                .gets("/v1/admin/campaigns/" + id + "/handover")
                .then()
                .statusCode(status);
    }

    private ValidatableResponse judges(UUID id, String outcome) {
        return world.admin()
                .request()
                .body(Map.of("outcome", outcome))
                .put("/v1/admin/campaigns/" + id + "/handover/verdict")
                .then();
    }
}
