package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.CountedSql;
import io.overdub.kernel.Duties;
import io.overdub.kernel.SqlPulse;
import io.overdub.notifications.fanout.Batch;
import io.overdub.notifications.fanout.Fanout;
import io.overdub.notifications.fanout.Flow;
import io.overdub.notifications.fanout.Plan;
import io.overdub.notifications.push.Receipt;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BroadcastTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int PHONES = 15;

    @Inject
    World world;

    @Inject
    FanoutCrew crew;

    @Inject
    Broadcasts broadcasts;

    @Inject
    Herald herald;

    @Inject
    NewDubMail mail;

    @Inject
    CampaignMail campaignMail;

    @Inject
    DeviceRepository devices;

    @Inject
    Endpoints endpoints;

    @Inject
    Pacer pacer;

    @Inject
    Duties duties;

    @Inject
    SqlPulse database;

    @Inject
    Tact tact;

    @Inject
    CountedSql sql;

    @Inject
    Clock clock;

    @Test
    void followers_hear_of_a_dub_as_fast_as_the_dial_says_and_nobodys_like_waits_for_them()
            throws InterruptedException {
        var ada = world.person("ada");
        var fans = fans(ada, 3);
        var quote = world.quote("Broadcast");
        dial(0);
        try {
            var dub = ada.publishes(quote);
            world.settle();
            var waiting = broadcastOf(dub);
            assertThat(waiting.getInt("audience")).isEqualTo(3 * PHONES);
            assertThat(waiting.getInt("waiting")).isEqualTo(3 * PHONES);

            hasPhones(ada, 1);
            fans.get(0).likes(dub);
            world.settle();
            assertThat(captured(ada).getList("items.topic")).containsExactly("like");
            assertThat(captured(fans.get(0)).getList("items")).isEmpty();

            turn(waiting.getString("id"), "paused", 200);
            dial(100_000);
            crew.settle(PATIENCE);
            assertThat(broadcastOf(dub).getInt("delivered")).isZero();
            fans.get(1).blocks(ada);
            turn(waiting.getString("id"), "running", 200);
            crew.settle(PATIENCE);

            var done = broadcastOf(dub);
            assertThat(done.getString("state")).isEqualTo("done");
            assertThat(done.getInt("delivered")).isEqualTo(2 * PHONES);
            assertThat(done.getInt("suppressed")).isEqualTo(PHONES);
            assertThat(done.getInt("waiting")).isZero();
            assertThat(captured(fans.get(1)).getList("items")).isEmpty();
            assertThat(new HashSet<>(captured(fans.get(2)).<String>getList("items.endpoint")))
                    .hasSize(PHONES);
            assertThat(captured(fans.get(2)).<String>getList("items.link"))
                    .hasSize(PHONES)
                    .containsOnly("overdub://dubs/" + dub);
            turn(done.getString("id"), "cancelled", 409);
        } finally {
            dial(5_000);
        }
    }

    @Test
    void nobody_is_woken_by_what_lay_for_hours() throws InterruptedException {
        var ada = world.person("ada");
        var fans = fans(ada, 1);
        dial(0);
        try {
            var dub = ada.publishes(world.quote("Broadcast"));
            world.settle();
            turn(broadcastOf(dub).getString("id"), "paused", 200);
            dial(100_000);
            world.clock().advance(Duration.ofHours(7));
            turn(broadcastOf(dub).getString("id"), "running", 200);
            crew.settle(PATIENCE);

            var done = broadcastOf(dub);
            assertThat(done.getString("state")).isEqualTo("done");
            assertThat(done.getInt("suppressed")).isEqualTo(PHONES);
            assertThat(captured(fans.get(0)).getList("items")).isEmpty();
            assertThat(world.again(fans.get(0)).gets("/v1/me/inbox").jsonPath().getList("items.kind"))
                    .containsExactly("new_dub");
        } finally {
            dial(5_000);
        }
    }

    @Test
    void what_is_cancelled_is_suppressed_to_the_last() throws InterruptedException {
        var ada = world.person("ada");
        var fans = fans(ada, 2);
        dial(0);
        try {
            var dub = ada.publishes(world.quote("Cancelled"));
            world.settle();
            var id = broadcastOf(dub).getString("id");
            turn(id, "cancelled", 200);
            turn(id, "running", 409);
            dial(5_000);
            crew.settle(PATIENCE);

            var over = broadcastOf(dub);
            assertThat(over.getString("state")).isEqualTo("cancelled");
            assertThat(over.getString("ended_at")).isNotNull();
            assertThat(over.getInt("suppressed")).isEqualTo(2 * PHONES);
            assertThat(over.getInt("audience")).isEqualTo(2 * PHONES);
            assertThat(captured(fans.get(0)).getList("items")).isEmpty();
        } finally {
            dial(5_000);
        }
    }

    @Test
    void whoever_is_killed_has_one_part_repeated_and_nobody_missed() throws InterruptedException {
        var ada = world.person("ada");
        var dub = ada.publishes(world.quote("Killed"));
        world.settle();
        var fans = fans(ada, 4);
        var id = told(ada, dub, fans);

        var parcel = taken(id);
        var killed = carrier((batch, flow) -> {
            flow.done(batch.parts().get(0), sent(batch, 0));
            sent(batch, 1);
            throw new IllegalStateException("kill -9");
        });
        try {
            killed.carry(parcel);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("kill -9");
        }
        assertThat(broadcastOf(dub).getInt("delivered")).isEqualTo(20);
        crew.settle(PATIENCE);
        assertThat(broadcastOf(dub).getInt("delivered")).isEqualTo(20);
        world.clock().advance(Broadcasts.LEASE.plusSeconds(1));
        crew.settle(PATIENCE);

        var done = broadcastOf(dub);
        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getInt("delivered")).isEqualTo(4 * PHONES);
        assertThat(done.getInt("audience")).isEqualTo(4 * PHONES);
        // What the killed one sent is not captured: 20 once, and 20 that the one after it repeats.
        assertThat(handedOver).hasSize(40);
        var captured = fans.stream()
                .flatMap(fan -> captured(fan).<String>getList("items.endpoint").stream())
                .toList();
        assertThat(captured).hasSize(4 * PHONES - 20).doesNotHaveDuplicates();
        assertThat(Stream.concat(captured.stream(), handedOver.stream()).distinct())
                .hasSize(4 * PHONES);
    }

    @Test
    void what_the_service_did_not_take_comes_later_and_the_rest_is_counted_as_what_it_is() throws InterruptedException {
        var ada = world.person("ada");
        var dub = ada.publishes(world.quote("Mixed"));
        world.settle();
        var fans = fans(ada, 1);
        var id = told(ada, dub, fans);

        carrier((batch, flow) -> {
                    var receipts = new ArrayList<>(Collections.nCopies(PHONES, Receipt.ACCEPTED));
                    receipts.set(1, Receipt.DEAD);
                    receipts.set(2, Receipt.UNKNOWN);
                    receipts.set(3, Receipt.REFUSED);
                    receipts.set(4, Receipt.BUSY);
                    receipts.set(5, Receipt.AWAY);
                    receipts.set(6, Receipt.GONE);
                    flow.done(batch.parts().get(0), receipts);
                })
                .carry(taken(id));
        crew.settle(PATIENCE);
        var halfway = broadcastOf(dub);
        assertThat(halfway.getInt("waiting")).isEqualTo(3);
        assertThat(captured(fans.get(0)).getList("items")).isEmpty();
        world.clock().advance(Duration.ofSeconds(2));
        crew.settle(PATIENCE);

        var done = broadcastOf(dub);
        assertThat(captured(fans.get(0)).getList("items")).hasSize(3);
        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(List.of(
                        done.getInt("audience"),
                        done.getInt("delivered"),
                        done.getInt("suppressed"),
                        done.getInt("failed"),
                        done.getInt("dead"),
                        done.getInt("unknown"),
                        done.getInt("waiting")))
                .containsExactly(PHONES, PHONES - 3, 0, 3, 1, 1, 0);
    }

    @Test
    void those_of_many_hear_of_a_dub_who_may_see_it_and_no_more_is_asked_than_for_one() {
        var ada = world.person("ada");
        var fans = Stream.generate(() -> world.person("fan")).limit(4).toList();
        fans.forEach(fan -> fan.follows(ada));
        var dub = ada.publishes(world.quote("For followers"), "", "followers");
        world.settle();
        fans.get(1).blocks(ada);
        fans.get(2).request().put("/v1/accounts/" + ada.id() + "/mute").then().statusCode(204);
        fans.get(3)
                .request()
                .delete("/v1/accounts/" + ada.id() + "/follow")
                .then()
                .statusCode(204);

        assertThat(allowed(fans, ada, dub))
                .containsExactly(AccountId.fromString(fans.get(0).id()));
        assertThat(statements(() -> allowed(fans, ada, dub)))
                .isEqualTo(statements(() -> allowed(fans.subList(0, 1), ada, dub)))
                .isPositive();
    }

    private Set<AccountId> allowed(List<Person> fans, Person author, String dub) {
        return tact.allowed(
                fans.stream().map(fan -> AccountId.fromString(fan.id())).toList(),
                News.of(Kind.NEW_DUB, AccountId.fromString(author.id()), UUID.fromString(dub)));
    }

    private int statements(Runnable deed) {
        var name = UUID.randomUUID().toString();
        MDC.put("request_id", name);
        try {
            deed.run();
        } finally {
            MDC.remove("request_id");
        }
        return sql.statementsOf(name);
    }

    @Test
    void the_dial_has_an_end_and_broadcasts_that_are_not_there_are_not_found() {
        var admin = world.admin();
        for (var wrong : List.of(-1, 1_000_001)) {
            admin.request()
                    .body(Map.of("pushes_per_second", wrong))
                    .put("/v1/admin/push/dial")
                    .then()
                    .statusCode(422);
        }
        admin.request().body(Map.of()).put("/v1/admin/push/dial").then().statusCode(422);
        admin.gets("/v1/admin/push/broadcasts/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("broadcast_not_found"));
    }

    @Test
    void a_process_without_a_lane_does_not_start() {
        var noLane = new NotificationsConfig() {
            @Override
            public int dailyCap() {
                return 30;
            }

            @Override
            public int lanes() {
                return 0;
            }
        };

        assertThatThrownBy(
                        () -> new FanoutCrew(broadcasts, carrier((batch, flow) -> {}), pacer, duties, database, noLane))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("notifications.lanes is 0: it must be at least 1");
    }

    private final List<String> handedOver = new ArrayList<>();

    private List<Receipt> sent(Batch batch, int part) {
        batch.parts().get(part).letters().forEach(letter -> handedOver.add(letter.endpoint()));
        return Collections.nCopies(batch.parts().get(part).letters().size(), Receipt.ACCEPTED);
    }

    /** Sends as it was told to. */
    private record Scripted(BiConsumer<Batch, Flow> script) implements Fanout {

        @Override
        public void send(Batch batch, Flow flow) {
            script.accept(batch, flow);
        }

        @Override
        public Plan plan(long letters) {
            return new Plan(letters, 0, 0, 0, 0, 0);
        }
    }

    private Carrier carrier(BiConsumer<Batch, Flow> script) {
        return new Carrier(new Scripted(script), broadcasts, mail, campaignMail, devices, endpoints, pacer, clock);
    }

    /** Paused, so that nobody else begins. */
    private UUID told(Person author, String dub, List<Person> fans) {
        return QuarkusTransaction.requiringNew().call(() -> {
            herald.tell(
                    News.of(Kind.NEW_DUB, AccountId.fromString(author.id()), UUID.fromString(dub)),
                    fans.stream().map(fan -> AccountId.fromString(fan.id())).toList());
            var id = broadcasts.newest(null, 1).items().get(0).id();
            broadcasts.turn(id, Broadcast.State.PAUSED);
            return id;
        });
    }

    private Parcel taken(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            broadcasts.turn(id, Broadcast.State.RUNNING);
            return Objects.requireNonNull(broadcasts.take().orElseThrow().parcel());
        });
    }

    private List<Person> fans(Person of, int many) {
        return Stream.generate(() -> world.person("fan"))
                .limit(many)
                .peek(fan -> {
                    fan.follows(of);
                    hasPhones(fan, PHONES);
                    world.settle();
                })
                .toList();
    }

    private static void hasPhones(Person person, int many) {
        for (var n = 0; n < many; n++) {
            person.request()
                    .body(Map.of(
                            "platform",
                            "android",
                            "token",
                            "token-" + UUID.randomUUID(),
                            "language",
                            "en",
                            "time_zone",
                            "UTC",
                            "build",
                            3))
                    .put("/v1/me/devices/phone-number-" + n)
                    .then()
                    .statusCode(204);
        }
    }

    private JsonPath broadcastOf(String dub) {
        var all = world.admin()
                .gets("/v1/admin/push/broadcasts?limit=50")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var id = all.getString("items.find{it.about == '" + dub + "'}.id");
        return world.admin()
                .gets("/v1/admin/push/broadcasts/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void turn(String id, String state, int status) {
        world.admin()
                .request()
                .body(Map.of("state", state))
                .put("/v1/admin/push/broadcasts/" + id + "/state")
                .then()
                .statusCode(status);
    }

    private void dial(int perSecond) {
        world.admin()
                .request()
                .body(Map.of("pushes_per_second", perSecond))
                .put("/v1/admin/push/dial")
                .then()
                .statusCode(200)
                .body("pushes_per_second", equalTo(perSecond));
    }

    private JsonPath captured(Person person) {
        return world.admin()
                .gets("/v1/admin/push/captured?limit=50&account_id=" + person.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
