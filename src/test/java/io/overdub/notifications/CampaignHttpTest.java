package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.overdub.kernel.Sql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CampaignHttpTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    World world;

    @Inject
    FanoutCrew crew;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    @Test
    void a_campaign_goes_to_its_audience_in_their_language_and_every_device_is_accounted_for()
            throws InterruptedException {
        var tag = tag();
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var dan = world.person("dan");
        hasPhone(ada, "ada-phone", "de-AT", "DE", "Europe/Berlin", tag);
        hasPhone(ada, "ada-tablet", "fr", "DE", "Europe/Berlin", tag);
        hasPhone(bob, "bob-phone", "de", "DE", "Europe/Berlin", tag);
        hasPhone(cid, "cid-phone", "de", "US", "Europe/Berlin", tag);
        hasPhone(dan, "dan-phone", "de", "DE", "Europe/Berlin", tag() + "x");
        wantsNoPushOf(bob, "campaign");
        world.settle();

        var campaign = drafts(Map.of("audience", Map.of("tags", List.of(tag), "countries", List.of("DE"))));
        assertThat(campaign.getInt("reach")).isEqualTo(3);
        assertThat(campaign.getString("results")).isNull();
        var id = campaign.getString("id");
        var previews = editor().gets("/v1/admin/campaigns/" + id + "/preview")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(previews.getList("findAll{it.platform == 'ios'}.language")).containsExactly("de", "en");
        assertThat(previews.getString("find{it.platform == 'android' && it.language == 'de'}.payload"))
                .contains("fcmV1Message")
                .contains("Hallo");
        var plan = editor().gets("/v1/admin/campaigns/" + id + "/plan")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(plan.getInt("push_requests")).isEqualTo(3);
        assertThat(plan.getDouble("dollars")).isPositive();
        test(id, dan, "dan-phone").statusCode(200).body("receipt", equalTo("accepted"));
        test(id, dan, "other-phone").statusCode(404);
        assertThat(captured(dan).getList("items.title")).containsExactly("Hallo");

        schedules(id, Map.of()).statusCode(200);
        crew.settle(PATIENCE);

        var results = results(id);
        assertThat(results.getString("state")).isEqualTo("done");
        assertThat(results.getInt("audience")).isEqualTo(3);
        assertThat(results.getInt("delivered")).isEqualTo(2);
        assertThat(results.getInt("suppressed")).isEqualTo(1);
        assertThat(results.getInt("failed")).isZero();
        assertThat(captured(ada).<String>getList("items.title")).containsExactlyInAnyOrder("Hallo", "Hello");
        assertThat(captured(bob).getList("items")).isEmpty();
        assertThat(captured(cid).getList("items")).isEmpty();
        var row = bob.gets("/v1/me/inbox").jsonPath();
        assertThat(row.getList("items.kind")).containsExactly("campaign");
        assertThat(row.getString("items[0].campaign.title")).isEqualTo("Hallo");
        assertThat(ada.gets("/v1/me/inbox").jsonPath().getList("items.kind")).containsExactly("campaign");
        schedules(id, Map.of()).statusCode(409).body("code", equalTo("campaign_over"));
        assertThat(world.admin()
                        .gets("/v1/admin/campaigns?limit=50")
                        .jsonPath()
                        .getInt("items.find{it.id == '" + id + "'}.results.delivered"))
                .isEqualTo(2);
    }

    @Test
    void texts_count_by_the_plural_rules_of_their_language() throws InterruptedException {
        var tag = tag();
        var ada = world.person("ada");
        var bob = world.person("bob");
        hasPhone(ada, "ada-phone", "pl", "PL", "Europe/Warsaw", tag);
        hasPhone(bob, "bob-phone", "en", "GB", "Europe/London", tag);
        bob.follows(ada);
        world.settle();
        var id = drafts(
                        Map.of(
                                "audience",
                                Map.of("tags", List.of(tag)),
                                "numbers",
                                Map.of("quotes", 22),
                                "texts",
                                List.of(
                                        text(
                                                "en",
                                                "{quotes} quotes",
                                                "{unread, plural, one {# notice} other {# notices}}"),
                                        text(
                                                "pl",
                                                "{quotes, plural, one {# cytat} few {# cytaty} many {# cytatów} other {# cytatu}}",
                                                "{unread, plural, one {# powiadomienie} few {# powiadomienia} other {# powiadomień}}"))))
                .getString("id");
        var previews = editor().gets("/v1/admin/campaigns/" + id + "/preview").jsonPath();
        assertThat(previews.getList("findAll{it.platform == 'ios' && it.language == 'pl'}.unread"))
                .containsExactly(0, 1, 2, 5);
        assertThat(previews.getString("find{it.platform == 'ios' && it.unread == 5}.payload"))
                .contains("22 cytaty", "5 powiadomień");

        schedules(id, Map.of()).statusCode(200);
        crew.settle(PATIENCE);

        // The follow, and the campaign itself.
        assertThat(captured(ada).<String>getList("items.findAll{it.topic == 'campaign'}.title"))
                .containsExactly("22 cytaty");
        assertThat(captured(ada).<String>getList("items.findAll{it.topic == 'campaign'}.body"))
                .containsExactly("2 powiadomienia");
        assertThat(captured(bob).<String>getList("items.title")).containsExactly("22 quotes");
        assertThat(captured(bob).<String>getList("items.body")).containsExactly("1 notice");
        assertThat(bob.gets("/v1/me/inbox").jsonPath().getString("items[0].campaign.body"))
                .isEqualTo("1 notice");
    }

    @Test
    void a_test_brings_no_dead_device_to_life() {
        var tag = tag();
        var ada = world.person("ada");
        hasPhone(ada, "ada-phone", "en", "DE", "UTC", tag);
        world.settle();
        var id = drafts(Map.of("audience", Map.of("tags", List.of(tag)))).getString("id");
        sql.update("update notifications.device set dead_at = now() where account_id = ?::uuid", ada.id());

        test(id, ada, "ada-phone").statusCode(200).body("receipt", equalTo("dead"));
        assertThat(captured(ada).getList("items")).isEmpty();
        editor().gets("/v1/admin/campaigns/" + id).then().body("reach", equalTo(0));
        hasPhone(ada, "ada-phone", "en", "DE", "UTC", tag);
        test(id, ada, "ada-phone").statusCode(200).body("receipt", equalTo("accepted"));
    }

    @Test
    void scripts_are_languages_of_their_own() throws InterruptedException {
        var tag = tag();
        var taipei = world.person("taipei");
        var beijing = world.person("beijing");
        hasPhone(taipei, "taipei-phone", "zh-Hant-TW", "TW", "Asia/Taipei", tag);
        hasPhone(beijing, "beijing-phone", "zh-Hans-CN", "CN", "Asia/Shanghai", tag);
        world.settle();
        var texts = List.of(text("en", "Hello", "Body"), text("zh-Hant", "你好嗎", "內容"), text("zh", "你好吗", "内容"));
        var traditional = drafts(
                Map.of("audience", Map.of("tags", List.of(tag), "languages", List.of("zh-Hant")), "texts", texts));
        assertThat(traditional.getInt("reach")).isEqualTo(1);

        var id = drafts(Map.of("audience", Map.of("tags", List.of(tag), "languages", List.of("zh")), "texts", texts))
                .getString("id");
        schedules(id, Map.of()).statusCode(200);
        crew.settle(PATIENCE);
        assertThat(captured(taipei).getList("items.title")).containsExactly("你好嗎");
        assertThat(captured(beijing).getList("items.title")).containsExactly("你好吗");
    }

    @Test
    void the_canary_goes_first_and_the_rest_when_somebody_lets_it() throws InterruptedException {
        var tag = tag();
        var fans = new ArrayList<Person>();
        for (var n = 0; n < 3; n++) {
            var fan = world.person("fan");
            for (var phone = 0; phone < 20; phone++) {
                hasPhone(fan, "phone-number-" + phone, "en", "DE", "UTC", tag);
            }
            fans.add(fan);
        }
        world.settle();
        var id = drafts(Map.of("audience", Map.of("tags", List.of(tag)), "canary_percent", 50))
                .getString("id");
        schedules(id, Map.of()).statusCode(200);
        crew.settle(PATIENCE);

        var canary = results(id);
        assertThat(canary.getString("state")).isEqualTo("paused");
        assertThat(canary.getInt("delivered")).isBetween(10, 50);
        assertThat(canary.getInt("audience")).isEqualTo(60);
        assertThat(canary.getInt("waiting")).isEqualTo(60 - canary.getInt("delivered"));
        turns(id, "running");
        crew.settle(PATIENCE);
        var done = results(id);
        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getInt("delivered")).isEqualTo(60);
        for (var fan : fans) {
            assertThat(captured(fan).<String>getList("items.endpoint"))
                    .hasSize(20)
                    .doesNotHaveDuplicates();
        }

        var other = drafts(Map.of("audience", Map.of("tags", List.of(tag)), "canary_percent", 50))
                .getString("id");
        schedules(other, Map.of()).statusCode(200);
        crew.settle(PATIENCE);
        turns(other, "cancelled");
        crew.settle(PATIENCE);
        var over = results(other);
        assertThat(over.getString("state")).isEqualTo("cancelled");
        assertThat(over.getInt("audience")).isEqualTo(60);
        assertThat(over.getInt("delivered") + over.getInt("suppressed")).isEqualTo(60);
        assertThat(over.getInt("suppressed")).isPositive();
        assertThat(over.getInt("waiting")).isZero();
    }

    @Test
    void a_local_time_comes_to_each_where_they_live() throws InterruptedException {
        var tag = tag();
        var ada = world.person("ada");
        var bob = world.person("bob");
        hasPhone(ada, "ada-phone", "en", "DE", "Europe/Berlin", tag);
        hasPhone(bob, "bob-phone", "en", "GB", "Europe/London", tag);
        world.settle();
        var soon = LocalDateTime.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin"))
                .plusHours(1)
                .truncatedTo(ChronoUnit.SECONDS);
        var cid = world.person("cid");
        hasPhone(cid, "cid-phone", "en", "GB", "Europe/London", tag);
        world.settle();
        // Registered by a process that knows more zones than this one.
        sql.update("update notifications.device set time_zone = 'Mars/Base' where account_id = ?::uuid", cid.id());
        var farther = drafts(Map.of("audience", Map.of("tags", List.of(tag)))).getString("id");
        schedules(farther, Map.of("local_time", soon.plusDays(1).toString())).statusCode(200);
        turns(farther, "cancelled");
        cid.request().delete("/v1/me/devices/cid-phone").then().statusCode(204);
        var id = drafts(Map.of("audience", Map.of("tags", List.of(tag)))).getString("id");
        schedules(id, Map.of("local_time", soon.minusHours(2).toString())).statusCode(422);
        schedules(id, Map.of("local_time", "in the evening")).statusCode(422);
        schedules(id, Map.of("local_time", soon.toString())).statusCode(200);
        crew.settle(PATIENCE);
        assertThat(results(id).getInt("waiting")).isEqualTo(2);

        world.clock().advance(Duration.ofMinutes(61));
        crew.settle(PATIENCE);
        assertThat(results(id).getInt("delivered")).isEqualTo(1);
        assertThat(captured(ada).getList("items")).hasSize(1);
        // Whoever had it and travels does not get it again; what is captured is asked by the token of now.
        hasPhone(world.again(ada), "ada-phone", "en", "GB", "Europe/London", tag);
        world.clock().advance(Duration.ofHours(1));
        crew.settle(PATIENCE);
        assertThat(results(id).getString("state")).isEqualTo("done");
        assertThat(results(id).getInt("delivered")).isEqualTo(2);
        assertThat(captured(bob).getList("items")).hasSize(1);
        assertThat(captured(ada).getList("items")).isEmpty();

        var berlin = ZoneId.of("Europe/Berlin");
        assertThat(CampaignRules.instantOf(LocalDateTime.parse("2027-03-28T02:30"), berlin))
                .isEqualTo("2027-03-28T01:00:00Z");
        assertThat(CampaignRules.instantOf(LocalDateTime.parse("2027-10-31T02:30"), berlin))
                .isEqualTo("2027-10-31T00:30:00Z");
        assertThat(CampaignRules.instantOf(LocalDateTime.parse("2027-03-28T02:30"), ZoneOffset.UTC))
                .isEqualTo("2027-03-28T02:30:00Z");
    }

    @Test
    void whoever_waited_for_the_canary_gets_it_at_that_time_of_their_day() throws InterruptedException {
        var tag = tag();
        for (var n = 0; n < 2; n++) {
            var fan = world.person("fan");
            for (var phone = 0; phone < 15; phone++) {
                hasPhone(fan, "phone-number-" + phone, "en", "DE", "Europe/Berlin", tag);
            }
        }
        world.settle();
        var id = drafts(Map.of("audience", Map.of("tags", List.of(tag)), "canary_percent", 50))
                .getString("id");
        var soon = LocalDateTime.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin"))
                .plusHours(1)
                .truncatedTo(ChronoUnit.SECONDS);
        schedules(id, Map.of("local_time", soon.toString())).statusCode(200);
        world.clock().advance(Duration.ofMinutes(61));
        crew.settle(PATIENCE);
        var canary = results(id);
        assertThat(canary.getString("state")).isEqualTo("paused");
        assertThat(canary.getInt("waiting")).isPositive();

        world.clock().advance(Duration.ofHours(8));
        turns(id, "running");
        crew.settle(PATIENCE);
        assertThat(results(id).getInt("delivered")).isEqualTo(canary.getInt("delivered"));
        world.clock().advance(Duration.ofHours(16));
        crew.settle(PATIENCE);
        assertThat(results(id).getString("state")).isEqualTo("done");
        assertThat(results(id).getInt("delivered")).isEqualTo(30);
    }

    @Test
    void what_was_held_up_until_night_comes_at_that_time_of_the_next_day() throws InterruptedException {
        var tag = tag();
        hasPhone(world.person("ada"), "ada-phone", "en", "DE", "Europe/Berlin", tag);
        world.settle();
        var id = drafts(Map.of("audience", Map.of("tags", List.of(tag)))).getString("id");
        var soon = LocalDateTime.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin"))
                .plusHours(1)
                .truncatedTo(ChronoUnit.SECONDS);
        schedules(id, Map.of("local_time", soon.toString())).statusCode(200);
        // Nobody works for seven hours after it was due.
        world.clock().advance(Duration.ofHours(8));
        crew.settle(PATIENCE);
        assertThat(results(id).getInt("delivered")).isZero();
        assertThat(results(id).getInt("waiting")).isEqualTo(1);

        world.clock().advance(Duration.ofHours(17).plusMinutes(1));
        crew.settle(PATIENCE);

        assertThat(results(id).getString("state")).isEqualTo("done");
        assertThat(results(id).getInt("delivered")).isEqualTo(1);
    }

    @Test
    void what_no_campaign_can_be_is_refused_by_its_field() {
        var tag = tag();
        hasPhone(world.person("ada"), "ada-phone", "en", "DE", "UTC", tag);
        refused(Map.of("fallback", "fr"), "fallback");
        refused(Map.of("audience", Map.of("tags", List.of("no-such-" + tag))), "audience.tags");
        refused(Map.of("audience", Map.of("countries", List.of("QQ"))), "audience.countries");
        refused(Map.of("audience", Map.of("languages", List.of("no language"))), "audience.languages");
        refused(Map.of("audience", Map.of("min_build", 3, "max_build", 2)), "audience.max_build");
        refused(Map.of("texts", List.of(text("en", "x".repeat(121), "Body"))), "texts[0].title");
        refused(Map.of("texts", List.of(text("en", "Title", "x".repeat(1001)))), "texts[0].body");
        refused(
                Map.of(
                        "texts",
                        List.of(text("en", "語".repeat(120), "語".repeat(1000))),
                        "link",
                        "https://example.org/" + "x".repeat(480)),
                "texts");
        refused(Map.of("texts", List.of(text("en", "Ti\u0007tle", "Body"))), "texts");
        refused(Map.of("texts", List.of(text("en", "Title", "Body"), text("EN", "Title", "Body"))), "texts.language");
        refused(Map.of("texts", List.of(text("en", "Title", "{quotes, plural, one {#}}"))), "texts");
        refused(Map.of("texts", List.of(text("en", "{likes} likes", "Body"))), "texts");
        refused(Map.of("texts", List.of(text("en", "Title", "{unread, plural, =0 {} other {# new}}"))), "texts");
        refused(
                Map.of(
                        "texts",
                        List.of(text(
                                "en",
                                "語".repeat(120),
                                "{unread, plural, =0 {" + "{quotes}".repeat(120) + "} other {#}}")),
                        "numbers",
                        Map.of("quotes", Long.MAX_VALUE),
                        "link",
                        "https://example.org/" + "x".repeat(480)),
                "texts");
        refused(Map.of("numbers", Map.of("unread", 1)), "numbers");
        refused(Map.of("link", "javascript:alert(1)"), "link");
        refused(Map.of("canary_percent", 51), "canary_percent");

        var nobody = drafts(Map.of("audience", Map.of("tags", List.of(tag), "min_build", 1000)));
        assertThat(nobody.getInt("reach")).isZero();
        schedules(nobody.getString("id"), Map.of()).statusCode(422).body("faults.field", hasItem("audience"));
        var one = drafts(Map.of("audience", Map.of("tags", List.of(tag)))).getString("id");
        var later = clock.instant().plus(Duration.ofDays(2));
        schedules(one, Map.of("at", clock.instant().minusSeconds(3600).toString()))
                .statusCode(422);
        schedules(one, Map.of("at", clock.instant().plus(Duration.ofDays(91)).toString()))
                .statusCode(422);
        schedules(one, Map.of("at", later.toString())).statusCode(200);
        var two = drafts(Map.of("audience", Map.of("tags", List.of(tag), "languages", List.of("en"))))
                .getString("id");
        schedules(two, Map.of("at", later.plusSeconds(60).toString()))
                .statusCode(409)
                .body("code", equalTo("campaign_overlaps"));
        turns(one, "cancelled");
        assertThat(results(one).getInt("suppressed")).isEqualTo(1);
        editor().gets("/v1/admin/campaigns/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void a_large_one_needs_a_second_person() {
        var editor = world.staff("editor");
        var tag = tag();
        for (var n = 0; n < 4; n++) {
            var fan = world.person("fan");
            for (var phone = 0; phone < 17; phone++) {
                hasPhone(fan, "phone-number-" + phone, "en", "DE", "UTC", tag);
            }
        }
        var id = editor.request()
                .body(draft(Map.of("audience", Map.of("tags", List.of(tag)))))
                .post("/v1/admin/campaigns")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var later = Map.<String, Object>of(
                "at", clock.instant().plus(Duration.ofDays(30)).toString());
        schedules(id, later).statusCode(409).body("code", equalTo("approval_missing"));
        editor.request().put("/v1/admin/campaigns/" + id + "/approval").then().statusCode(403);
        world.admin()
                .request()
                .put("/v1/admin/campaigns/" + id + "/approval")
                .then()
                .statusCode(200);
        schedules(id, later).statusCode(200);
        turns(id, "cancelled");

        // Whoever comes afterwards is not the one who let it go out.
        world.staff("editor")
                .request()
                .put("/v1/admin/campaigns/" + id + "/approval")
                .then()
                .statusCode(200)
                .body("approved_by", equalTo(world.admin().id()));
    }

    @Test
    void one_that_grew_large_after_it_was_scheduled_waits_for_a_second_person() throws InterruptedException {
        var tag = tag();
        hasPhone(world.person("ada"), "ada-phone", "en", "DE", "UTC", tag);
        world.settle();
        var id = drafts(Map.of("audience", Map.of("tags", List.of(tag)))).getString("id");
        schedules(id, Map.of("at", clock.instant().plus(Duration.ofMinutes(10)).toString()))
                .statusCode(200);
        for (var n = 0; n < 4; n++) {
            var fan = world.person("fan");
            for (var phone = 0; phone < 17; phone++) {
                hasPhone(fan, "phone-number-" + phone, "en", "DE", "UTC", tag);
            }
        }
        world.settle();
        world.clock().advance(Duration.ofMinutes(11));
        crew.settle(PATIENCE);

        var held = results(id);
        assertThat(held.getString("state")).isEqualTo("paused");
        assertThat(held.getInt("audience")).isEqualTo(64);
        world.admin()
                .request()
                .body(Map.of("state", "running"))
                .put("/v1/admin/push/broadcasts/" + id + "/state")
                .then()
                .statusCode(409)
                .body("code", equalTo("approval_missing"));
        world.staff("editor")
                .request()
                .put("/v1/admin/campaigns/" + id + "/approval")
                .then()
                .statusCode(200);
        turns(id, "running");
        crew.settle(PATIENCE);
        assertThat(results(id).getString("state")).isEqualTo("done");
        assertThat(results(id).getInt("delivered")).isEqualTo(69);
    }

    /** It may be why they lost it. */
    @Test
    void what_somebody_approved_who_is_no_longer_an_editor_waits_for_another() throws InterruptedException {
        var tag = tag();
        var fan = manyPhones(tag);
        var approver = world.staff("editor");
        var id = drafts(Map.of("audience", Map.of("tags", List.of(tag)))).getString("id");
        assertThat(campaign(id).getString("approval")).isEqualTo("missing");
        approves(approver, id).statusCode(200).body("approval", equalTo("given"));
        schedules(id, Map.of("at", clock.instant().plus(Duration.ofMinutes(10)).toString()))
                .statusCode(200);

        world.appoint(approver, "analyst");
        assertThat(campaign(id).getString("approval")).isEqualTo("lapsed");
        assertThat(campaign(id).getString("approved_by")).isEqualTo(approver.id());
        world.clock().advance(Duration.ofMinutes(11));
        crew.settle(PATIENCE);
        assertThat(results(id).getString("state")).isEqualTo("paused");
        assertThat(results(id).getInt("delivered")).isZero();
        world.admin()
                .request()
                .body(Map.of("state", "running"))
                .put("/v1/admin/push/broadcasts/" + id + "/state")
                .then()
                .statusCode(409)
                .body("code", equalTo("approval_missing"));

        var another = world.staff("editor");
        approves(another, id)
                .statusCode(200)
                .body("approval", equalTo("given"))
                .body("approved_by", equalTo(another.id()));
        turns(id, "running");
        crew.settle(PATIENCE);
        assertThat(results(id).getInt("delivered")).isEqualTo(68);
        assertThat(captured(fan).getList("items")).isNotEmpty();
    }

    @Test
    void what_somebody_wrote_who_is_no_longer_an_editor_needs_the_approval_of_one_however_small()
            throws InterruptedException {
        var tag = tag();
        hasPhone(world.person("ada"), "ada-phone", "en", "DE", "UTC", tag);
        world.settle();
        var author = world.staff("editor");
        var ids = new ArrayList<String>();
        for (var n = 0; n < 2; n++) {
            ids.add(author.request()
                    .body(draft(Map.of("audience", Map.of("tags", List.of(tag)))))
                    .post("/v1/admin/campaigns")
                    .then()
                    .statusCode(201)
                    .body("approval", equalTo("not_needed"))
                    .extract()
                    .<String>path("id"));
        }
        var scheduled = ids.get(0);
        schedules(
                        scheduled,
                        Map.of(
                                "at",
                                clock.instant().plus(Duration.ofMinutes(10)).toString()))
                .statusCode(200);

        world.appoint(author, "user");
        assertThat(campaign(scheduled).getString("approval")).isEqualTo("missing");
        schedules(
                        ids.get(1),
                        Map.of("at", clock.instant().plus(Duration.ofDays(2)).toString()))
                .statusCode(409)
                .body("code", equalTo("approval_missing"));
        world.clock().advance(Duration.ofMinutes(11));
        crew.settle(PATIENCE);
        assertThat(results(scheduled).getString("state")).isEqualTo("paused");

        approves(world.admin(), scheduled).statusCode(200).body("approval", equalTo("given"));
        turns(scheduled, "running");
        crew.settle(PATIENCE);
        assertThat(results(scheduled).getInt("delivered")).isEqualTo(1);
    }

    private static ValidatableResponse approves(Person editor, String id) {
        return editor.request().put("/v1/admin/campaigns/" + id + "/approval").then();
    }

    private JsonPath campaign(String id) {
        return asAdmin("/v1/admin/campaigns/" + id);
    }

    /** More than one person may decide about. */
    private Person manyPhones(String tag) {
        var last = world.person("fan");
        for (var n = 0; n < 4; n++) {
            var fan = n == 3 ? last : world.person("fan");
            for (var phone = 0; phone < 17; phone++) {
                hasPhone(fan, "phone-number-" + phone, "en", "DE", "UTC", tag);
            }
        }
        world.settle();
        return last;
    }

    @Test
    void a_text_of_before_texts_counted_is_shown_as_it_was_written() throws InterruptedException {
        var tag = tag();
        var ada = world.person("ada");
        hasPhone(ada, "ada-phone", "en", "DE", "UTC", tag);
        world.settle();
        var id = drafts(Map.of("audience", Map.of("tags", List.of(tag)))).getString("id");
        sql.update(
                "update notifications.campaign_text set title = ?, body = ? where campaign_id = ?::uuid",
                "{ news",
                "All {of, it}",
                id);

        schedules(id, Map.of()).statusCode(200);
        crew.settle(PATIENCE);

        assertThat(captured(ada).getList("items.title")).containsExactly("{ news");
        var inbox = ada.gets("/v1/me/inbox").then().statusCode(200).extract().jsonPath();
        assertThat(inbox.getString("items[0].campaign.title")).isEqualTo("{ news");
        assertThat(inbox.getString("items[0].campaign.body")).isEqualTo("All {of, it}");
    }

    private Person editor() {
        return world.admin();
    }

    private static String tag() {
        return "c" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static Map<String, String> text(String language, String title, String body) {
        return Map.of("language", language, "title", title, "body", body);
    }

    private static Map<String, Object> draft(Map<String, ?> changed) {
        var draft = new HashMap<String, Object>(Map.of(
                "name",
                "A campaign",
                "audience",
                Map.of(),
                "texts",
                List.of(text("de", "Hallo", "Neue Zitate"), text("en", "Hello", "New quotes")),
                "fallback",
                "en",
                "link",
                "overdub://quotes"));
        draft.putAll(changed);
        return draft;
    }

    private JsonPath drafts(Map<String, ?> changed) {
        return editor().request()
                .body(draft(changed))
                .post("/v1/admin/campaigns")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private void refused(Map<String, ?> changed, String field) {
        editor().request()
                .body(draft(changed))
                .post("/v1/admin/campaigns")
                .then()
                .statusCode(422)
                .body("faults.field", hasItem(field));
    }

    private ValidatableResponse schedules(String id, Map<String, ?> schedule) {
        return editor().request()
                .body(schedule)
                .put("/v1/admin/campaigns/" + id + "/schedule")
                .then();
    }

    private ValidatableResponse test(String id, Person person, String installation) {
        return editor().request()
                .body(Map.of("account_id", person.id(), "installation_id", installation))
                .post("/v1/admin/campaigns/" + id + "/tests")
                .then();
    }

    private void turns(String id, String state) {
        world.admin()
                .request()
                .body(Map.of("state", state))
                .put("/v1/admin/push/broadcasts/" + id + "/state")
                .then()
                .statusCode(200);
    }

    private JsonPath results(String id) {
        return asAdmin("/v1/admin/push/broadcasts/" + id);
    }

    private JsonPath asAdmin(String path) {
        return world.admin().gets(path).then().statusCode(200).extract().jsonPath();
    }

    private static void wantsNoPushOf(Person person, String kind) {
        person.request()
                .body(Map.of("kinds", List.of(Map.of("kind", kind, "push", false, "inbox", true))))
                .put("/v1/me/notification-preferences")
                .then()
                .statusCode(200);
    }

    private static void hasPhone(
            Person person, String installation, String language, String country, String zone, String tag) {
        person.request()
                .body(Map.of(
                        "platform",
                        "android",
                        "token",
                        "token-" + UUID.randomUUID(),
                        "language",
                        language,
                        "country",
                        country,
                        "time_zone",
                        zone,
                        "build",
                        3,
                        "tags",
                        List.of(tag)))
                .put("/v1/me/devices/" + installation)
                .then()
                .statusCode(204);
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
