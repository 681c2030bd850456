package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.dubs.FilmFinished;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Sql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InboxTest {

    @Inject
    World world;

    @Inject
    SendHeld sendHeld;

    @Inject
    Outbox outbox;

    @Inject
    Broadcasts broadcasts;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    Postman postman;

    @Inject
    FanoutCrew crew;

    @Test
    void who_likes_the_same_is_one_row_and_is_told_once() {
        var quote = world.quote("Inbox");
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        ada.hasPhone("ada-phone");
        ada.hasPhone("ada-tablet");
        var dub = ada.publishes(quote);
        world.settle();
        var start = inbox(ada);
        assertThat(start.getList("items")).isEmpty();

        bob.likes(dub);
        world.settle();
        unlikes(bob, dub);
        world.settle();
        assertThat(inbox(ada).getList("items")).isEmpty();
        bob.likes(dub);
        world.settle();
        cid.likes(dub);
        ada.likes(dub);
        world.settle();

        var row = inbox(ada);
        assertThat(row.getList("items.kind")).containsExactly("like");
        assertThat(row.getString("items[0].dub.id")).isEqualTo(dub);
        assertThat(row.getList("items[0].people.id")).containsExactlyInAnyOrder(bob.id(), cid.id());
        assertThat(row.getInt("items[0].others")).isZero();
        assertThat(row.getLong("unread")).isEqualTo(1);
        var pushes = pushes(ada);
        assertThat(pushes.getList("items.topic")).hasSize(4).containsOnly("like");
        assertThat(List.copyOf(pushes.<String>getList("items.push_id")).stream().distinct())
                .hasSize(2);
        assertThat(pushes.<String>getList("items.body"))
                .contains(bob.username() + " gefällt dein Dub")
                .contains(cid.username() + " und einer weiteren Person gefällt dein Dub");
        assertThat(pushes.<String>getList("items.collapse_key")).containsOnly(row.getString("items[0].id"));

        seen(ada, row.getString("mark"));
        assertThat(inbox(ada).getLong("unread")).isZero();
        assertThat(inbox(ada).getBoolean("items[0].seen")).isTrue();
        unlikes(cid, dub);
        world.settle();
        var changed = changes(ada, start.getString("mark"));
        assertThat(changed.getList("items[0].people.id")).containsExactly(bob.id());
        assertThat(changed.getBoolean("more")).isFalse();
        var last = changed.getString("mark");
        assertThat(changes(ada, last).getList("items")).isEmpty();
        ada.blocks(bob);
        assertThat(inbox(ada).getList("items")).isEmpty();
        assertThat(changes(ada, row.getString("mark")).getList("removed"))
                .containsExactly(row.getString("items[0].id"));
        bob.gets("/v1/me/inbox/changes?since=" + last).then().statusCode(400).body("code", equalTo("bad_cursor"));
        assertThat(pushes(ada).getList("items")).hasSize(4);
    }

    @Test
    void follows_requests_dubs_and_answers_reach_those_whom_they_concern() throws InterruptedException {
        var editor = world.staff("editor");
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        for (var person : List.of(ada, bob, cid)) {
            person.hasPhone("only-phone");
        }
        ada.goesPrivate();
        bob.follows(ada);
        cid.follows(ada);
        bob.follows(ada);
        world.settle();
        assertThat(inbox(ada).getList("items.kind")).containsExactly("follow_request");
        assertThat(inbox(ada).getList("items[0].people.id")).containsExactlyInAnyOrder(bob.id(), cid.id());
        ada.accepts(bob);
        ada.accepts(cid);
        world.settle();
        assertThat(inbox(ada).getList("items.kind")).containsExactly("follow");
        bob.unfollows(ada);
        ada.goesPublic();
        bob.follows(ada);
        world.settle();
        assertThat(pushes(ada).<String>getList("items.topic"))
                .containsExactlyInAnyOrder("follow_request", "follow_request", "follow", "follow");

        cid.mutes(ada);
        var quote = ada.brings("Mine");
        editor.approves(quote);
        var dub = ada.publishes(quote);
        bob.publishes(quote);
        QuarkusTransaction.requiringNew()
                .run(() ->
                        outbox.publish(new FilmFinished(DubId.fromString(dub), AccountId.fromString(ada.id()), false)));
        world.settle();
        crew.settle(Duration.ofMinutes(1));

        assertThat(inbox(ada).<String>getList("items.kind"))
                .containsExactlyInAnyOrder("follow", "quote_approved", "quote_dubbed", "dub_ready");
        assertThat(pushes(bob).getList("items.topic")).containsExactly("new_dub");
        assertThat(pushes(bob).getString("items[0].link")).isEqualTo("overdub://dubs/" + dub);
        assertThat(pushes(cid).getList("items")).isEmpty();
        assertThat(inbox(bob).getList("items[0].people.id")).containsExactly(ada.id());
        assertThat(inbox(cid).getList("items")).isEmpty();

        ada.request().delete("/v1/dubs/" + dub).then().statusCode(204);
        assertThat(inbox(bob).getList("items")).isEmpty();
        var all = ada.pages("/v1/me/inbox?limit=1", "items.kind");
        assertThat(all).containsExactlyInAnyOrder("follow", "quote_approved", "quote_dubbed");
    }

    @Test
    void wishes_quiet_hours_and_the_cap_hold_pushes_back_but_not_the_inbox() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        ada.hasPhone("ada-phone");
        var dub = ada.publishes(world.quote("Quiet"));
        var now = LocalTime.now(clock.withZone(ZoneOffset.UTC));
        wishes(
                ada,
                List.of(),
                Map.of("from", hhmm(now.minusHours(1)), "until", hhmm(now.plusHours(2)), "time_zone", "UTC"),
                null);

        bob.likes(dub);
        cid.follows(ada);
        world.settle();
        sendHeld.run();
        world.settle();
        assertThat(inbox(ada).<String>getList("items.kind")).containsExactlyInAnyOrder("like", "follow");
        assertThat(pushes(ada).getList("items")).isEmpty();
        ada.blocks(bob);
        wishes(ada, List.of(), null, null);
        sendHeld.run();
        world.settle();
        assertThat(pushes(ada).getList("items.topic")).containsExactly("follow");

        wishes(ada, List.of(Map.of("kind", "like", "push", false, "inbox", true)), null, 1);
        cid.likes(dub);
        world.person("dan").follows(ada);
        world.settle();
        assertThat(pushes(ada).getList("items")).hasSize(1);
        assertThat(inbox(ada).getList("items")).hasSize(2);
        wishes(ada, List.of(Map.of("kind", "follow", "push", true, "inbox", false)), null, 1000);
        world.person("eve").follows(ada);
        world.settle();
        assertThat(pushes(ada).<String>getList("items.topic")).containsExactly("follow", "follow");
        assertThat(inbox(ada).getList("items.find{it.kind == 'follow'}.people")).hasSize(2);

        var kinds = ada.gets("/v1/me/notification-preferences").jsonPath();
        assertThat(kinds.getBoolean("kinds.find{it.kind == 'follow'}.inbox")).isFalse();
        assertThat(kinds.getBoolean("kinds.find{it.kind == 'like'}.push")).isTrue();
        assertThat(tries(ada, List.of(), Map.of("from", "07:00", "until", "07:00"), null))
                .isEqualTo(422);
        assertThat(tries(ada, List.of(), Map.of("from", "24:00", "until", "07:00"), null))
                .isEqualTo(422);
        assertThat(tries(ada, List.of(), Map.of("from", "23:00", "until", "07:00", "time_zone", "Mars"), null))
                .isEqualTo(422);
        assertThat(tries(ada, List.of(), null, 1001)).isEqualTo(422);
    }

    @Test
    void what_is_withdrawn_in_quiet_hours_takes_nothing_with_it_that_others_did() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        ada.hasPhone("ada-phone");
        var quote = world.quote("Held");
        var both = ada.publishes(quote);
        var one = ada.publishes(quote);
        bob.likes(one);
        world.settle();
        assertThat(pushes(ada).getList("items")).hasSize(1);
        var now = LocalTime.now(clock.withZone(ZoneOffset.UTC));
        wishes(
                ada,
                List.of(),
                Map.of("from", hhmm(now.minusHours(1)), "until", hhmm(now.plusHours(2)), "time_zone", "UTC"),
                null);
        world.clock().advance(Duration.ofSeconds(1));

        bob.likes(both);
        cid.likes(both);
        cid.likes(one);
        world.settle();
        unlikes(cid, both);
        unlikes(cid, one);
        world.settle();
        wishes(ada, List.of(), null, null);
        sendHeld.run();
        world.settle();

        // Bob's of the other dub was told before.
        assertThat(pushes(ada).<String>getList("items.link"))
                .containsExactlyInAnyOrder("overdub://dubs/" + one, "overdub://dubs/" + both);
        assertThat(pushes(ada).<String>getList("items.body")).containsOnly(bob.username() + " gefällt dein Dub");
    }

    @Test
    void who_does_the_same_often_leaves_a_place_for_others() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var dub = ada.publishes(world.quote("Often"));
        bob.comments(dub, "first");
        world.settle();
        for (var n = 0; n < 9; n++) {
            cid.comments(dub, "again " + n);
        }
        world.settle();

        assertThat(inbox(ada).getList("items[0].people.id")).containsExactly(cid.id(), bob.id());
        assertThat(inbox(ada).getInt("items[0].others")).isZero();
    }

    @Test
    void who_wants_no_push_a_day_gets_none() {
        var ada = world.person("ada");
        ada.hasPhone("ada-phone");
        wishes(ada, List.of(), null, 0);
        world.person("bob").follows(ada);
        world.settle();

        assertThat(inbox(ada).getList("items")).hasSize(1);
        assertThat(pushes(ada).getList("items")).isEmpty();
    }

    /** One of them is still set to where they came from: as far away that it is never the same day there. */
    @Test
    void who_carries_two_phones_has_one_day() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var quote = world.quote("Two phones");
        wishes(ada, List.of(), null, 1);
        for (var n = 0; n < 3; n++) {
            hasPhoneIn(ada, "phone-one", "Pacific/Pago_Pago");
            bob.likes(ada.publishes(quote));
            world.settle();
            hasPhoneIn(ada, "phone-two", "Pacific/Kiritimati");
            bob.likes(ada.publishes(quote));
            world.settle();
        }

        // One of the day here, and one of the day that has begun there.
        assertThat(pushes(ada).<String>getList("items.push_id").stream().distinct())
                .hasSize(2);
    }

    private void hasPhoneIn(Person person, String installation, String zone) {
        world.clock().advance(Duration.ofSeconds(1));
        person.request()
                .body(Map.of(
                        "platform",
                        "ios",
                        "token",
                        "token-" + installation + person.id(),
                        "language",
                        "en",
                        "time_zone",
                        zone,
                        "build",
                        3))
                .put("/v1/me/devices/" + installation)
                .then()
                .statusCode(204);
    }

    @Test
    void a_row_that_was_seen_is_not_unread_again_because_somebody_took_something_back() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var dub = ada.publishes(world.quote("Taken back"));
        bob.likes(dub);
        cid.likes(dub);
        world.settle();
        var mark = inbox(ada).getString("mark");
        seen(ada, mark);

        unlikes(cid, dub);
        world.settle();
        assertThat(inbox(ada).getLong("unread")).isZero();
        assertThat(inbox(ada).getBoolean("items[0].seen")).isTrue();
        var changed = changes(ada, mark);
        assertThat(changed.getList("items[0].people.id")).containsExactly(bob.id());
        assertThat(changed.getBoolean("items[0].seen")).isTrue();
        assertThat(changed.getLong("unread")).isZero();

        world.person("dan").likes(dub);
        world.settle();
        assertThat(inbox(ada).getLong("unread")).isEqualTo(1);
        assertThat(inbox(ada).getBoolean("items[0].seen")).isFalse();
    }

    @Test
    void a_crowd_that_is_limited_hides_nobody_who_was_there_before_it() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var dub = ada.publishes(world.quote("Crowd"));
        bob.likes(dub);
        world.settle();
        var moderator = world.staff("moderator");
        for (var n = 0; n < 9; n++) {
            var robot = world.person("robot");
            robot.likes(dub);
            world.settle();
            moderator
                    .request()
                    .body(Map.of("reason", "robots"))
                    .put("/v1/admin/accounts/" + robot.id() + "/limit")
                    .then()
                    .statusCode(204);
        }
        world.clock().advance(Duration.ofSeconds(5));

        assertThat(inbox(ada).getList("items[0].people.id")).containsExactly(bob.id());
        assertThat(inbox(ada).getInt("items[0].others")).isZero();
    }

    @Test
    void a_request_that_is_declined_or_taken_back_is_asked_no_more() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        ada.goesPrivate();
        bob.request().put("/v1/accounts/" + ada.id() + "/follow").then();
        cid.request().put("/v1/accounts/" + ada.id() + "/follow").then();
        world.settle();
        assertThat(inbox(ada).getList("items[0].people.id")).containsExactlyInAnyOrder(bob.id(), cid.id());
        cid.unfollows(ada);
        world.settle();
        assertThat(inbox(ada).getList("items[0].people.id")).containsExactly(bob.id());
        ada.declines(bob);
        world.settle();
        assertThat(inbox(ada).getList("items")).isEmpty();
        assertThat(inbox(ada).getLong("unread")).isZero();
    }

    @Test
    void what_is_not_shown_is_not_unread() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var quote = world.quote("Unread");
        var gone = ada.publishes(quote);
        bob.follows(ada);
        ada.follows(cid);
        ada.mutes(cid);
        bob.likes(gone);
        cid.publishes(quote);
        world.settle();
        ada.request().delete("/v1/dubs/" + gone).then().statusCode(204);
        world.settle();

        assertThat(inbox(ada).getList("items.kind")).containsExactly("follow");
        assertThat(inbox(ada).getLong("unread")).isEqualTo(1);
        ada.blocks(bob);
        world.settle();
        assertThat(inbox(ada).getList("items")).isEmpty();
        assertThat(inbox(ada).getLong("unread")).isZero();
    }

    @Test
    void what_was_late_waits_for_the_end_of_the_quiet_hours_too() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        ada.hasPhone("ada-phone");
        var dub = ada.publishes(world.quote("Late"));
        bob.likes(dub);
        world.settle();
        assertThat(pushes(ada).getList("items")).hasSize(1);
        var item = UUID.fromString(inbox(ada).getString("items[0].id"));
        var now = LocalTime.now(clock.withZone(ZoneOffset.UTC));
        wishes(
                ada,
                List.of(),
                Map.of("from", hhmm(now.minusHours(1)), "until", hhmm(now.plusHours(2)), "time_zone", "UTC"),
                null);

        var like = UUID.fromString(dub);
        postman.deliver(new PushDue(
                ids.next(),
                AccountId.fromString(ada.id()),
                Kind.LIKE,
                AccountId.fromString(bob.id()),
                like,
                like,
                item,
                clock.instant().minus(Duration.ofHours(2))));
        assertThat(pushes(ada).getList("items")).hasSize(1);
        wishes(ada, List.of(), null, null);
        sendHeld.run();
        world.settle();
        assertThat(pushes(ada).getList("items")).hasSize(2);
    }

    @Test
    void kinds_of_a_version_to_come_are_passed_over() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var quote = world.quote("To come");
        var oldest = ada.publishes(quote);
        var unknown = ada.publishes(quote);
        var newest = ada.publishes(quote);
        var start = inbox(ada).getString("mark");
        for (var dub : List.of(oldest, unknown, newest)) {
            bob.likes(dub);
            world.settle();
        }
        sql.update(
                "update notifications.item set kind = 'duet' where account_id = ?::uuid and subject = ?::uuid",
                ada.id(),
                unknown);

        assertThat(ada.pages("/v1/me/inbox?limit=1", "items.dub.id")).containsExactly(newest, oldest);
        assertThat(inbox(ada).getInt("unread")).isEqualTo(2);
        var changed = ada.gets("/v1/me/inbox/changes?limit=2&since=" + start)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(changed.getList("items.dub.id")).containsExactly(oldest, newest);
    }

    /** It is left out; what is behind it is not. */
    @Test
    void a_row_that_cannot_be_read_ends_no_page() {
        var quote = world.quote("Torn");
        var ada = world.person("ada");
        var bob = world.person("bob");
        var start = inbox(ada).getString("mark");
        var oldest = ada.publishes(quote);
        var torn = ada.publishes(quote);
        var newest = ada.publishes(quote);
        for (var dub : List.of(oldest, torn, newest)) {
            bob.likes(dub);
            world.settle();
        }
        sql.update(
                "update notifications.item set at = 'infinity' where account_id = ?::uuid and subject = ?::uuid",
                ada.id(),
                torn);

        assertThat(ada.pages("/v1/me/inbox?limit=2", "items.dub.id")).containsExactly(newest, oldest);
        assertThat(ada.pages("/v1/me/inbox?limit=1", "items.dub.id")).containsExactly(newest, oldest);
        var first = changes(ada, start, 2);
        assertThat(first.getList("items.dub.id")).containsExactly(oldest);
        assertThat(first.getBoolean("more")).isTrue();
        var second = changes(ada, first.getString("mark"), 2);
        assertThat(second.getList("items.dub.id")).containsExactly(newest);
        assertThat(second.getBoolean("more")).isFalse();
    }

    @Test
    void what_waits_of_a_kind_to_come_waits_for_the_version_that_knows_it() {
        var item = ids.next();
        sql.update("""
                insert into notifications.held (item_id, account_id, kind, reason, subject, since, due_at)
                values (?, ?, 'duet', ?, ?, ?, ?)""", item, item, item, item, clock.instant(), clock.instant());
        sql.update("""
                insert into notifications.broadcast (id, kind, reason, subject, state, started_at, served_at)
                values (?, 'duet', ?, ?, 'running', ?::timestamptz, ?::timestamptz - interval '1 year')""", item, item, item, clock.instant(), clock.instant());
        sql.update(
                "insert into notifications.parcel (id, broadcast_id, devices, tries, due_at) values (?, ?, array[?::uuid], 0, ?)",
                item,
                item,
                item,
                clock.instant());
        try {
            sendHeld.run();
            assertThat(sql.<Integer>list(
                            "select 1 from notifications.held where item_id = ?", row -> row.getInt(1), item))
                    .hasSize(1);
            assertThat(QuarkusTransaction.requiringNew().call(() -> broadcasts.take()))
                    .isEmpty();
            world.admin()
                    .gets("/v1/admin/push/broadcasts/" + item)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("broadcast_not_found"));
        } finally {
            sql.update("delete from notifications.held where item_id = ?", item);
            sql.update("delete from notifications.parcel where id = ?", item);
            sql.update("delete from notifications.broadcast where id = ?", item);
        }
    }

    private static String hhmm(LocalTime time) {
        return "%02d:%02d".formatted(time.getHour(), time.getMinute());
    }

    private static void wishes(
            Person person, List<?> kinds, @Nullable Map<String, String> quiet, @Nullable Integer cap) {
        assertThat(tries(person, kinds, quiet, cap)).isEqualTo(200);
    }

    private static int tries(Person person, List<?> kinds, @Nullable Map<String, String> quiet, @Nullable Integer cap) {
        var body = new java.util.HashMap<String, Object>(Map.of("kinds", kinds));
        body.put("quiet_hours", quiet);
        body.put("daily_cap", cap);
        return person.request()
                .body(body)
                .put("/v1/me/notification-preferences")
                .statusCode();
    }

    private static void unlikes(Person person, String dub) {
        person.request().delete("/v1/dubs/" + dub + "/like").then().statusCode(204);
    }

    private static void seen(Person person, String mark) {
        person.request()
                .body(Map.of("mark", mark))
                .post("/v1/me/inbox/seen")
                .then()
                .statusCode(204);
    }

    private static JsonPath inbox(Person person) {
        return person.gets("/v1/me/inbox").then().statusCode(200).extract().jsonPath();
    }

    private static JsonPath changes(Person person, String since) {
        return changes(person, since, 50);
    }

    private static JsonPath changes(Person person, String since, int limit) {
        return person.gets("/v1/me/inbox/changes?limit=" + limit + "&since=" + since)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath pushes(Person person) {
        return world.admin()
                .gets("/v1/admin/push/captured?limit=50&account_id=" + person.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
