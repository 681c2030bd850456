package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A phone that keeps its rows and asks for changes has, whatever happened, what the list shows. */
@QuarkusTest
class InboxChangesTest {

    @Inject
    World world;

    @Test
    void a_block_takes_rows_away_on_both_sides_and_lifting_it_brings_them_back() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var quote = world.quote("Blocked");
        var dub = ada.publishes(quote);
        bob.likes(dub);
        ada.likes(bob.publishes(quote));
        world.settle();
        var adas = new Phone(ada);
        var bobs = new Phone(bob);

        ada.blocks(bob);
        assertThat(adas.removed()).hasSize(1);
        assertThat(bobs.removed()).hasSize(1);

        ada.request().delete("/v1/accounts/" + bob.id() + "/block").then().statusCode(204);
        assertThat(adas.came()).containsExactly("like");
        assertThat(bobs.came()).containsExactly("like");
    }

    @Test
    void of_a_row_that_others_are_in_only_the_one_who_is_blocked_goes() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var dub = ada.publishes(world.quote("Others"));
        bob.likes(dub);
        cid.likes(dub);
        world.settle();
        var phone = new Phone(ada);
        ada.request()
                .body(Map.of("mark", phone.mark))
                .post("/v1/me/inbox/seen")
                .then()
                .statusCode(204);

        ada.blocks(bob);
        var changes = phone.syncs();

        assertThat(changes.getList("removed")).isEmpty();
        assertThat(changes.getList("items[0].people.id")).containsExactly(cid.id());
        assertThat(changes.getBoolean("items[0].seen")).isTrue();
        assertThat(changes.getLong("unread")).isZero();
    }

    @Test
    void what_is_shown_otherwise_stays_in_its_place() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var quote = world.quote("Places");
        var older = ada.publishes(quote);
        var newer = ada.publishes(quote);
        bob.likes(older);
        cid.likes(older);
        world.settle();
        cid.likes(newer);
        world.settle();
        var phone = new Phone(ada);

        ada.blocks(bob);
        ada.request().delete("/v1/accounts/" + bob.id() + "/block").then().statusCode(204);
        ada.mutes(cid);
        ada.unmutes(cid);
        assertThat(phone.came()).containsExactly("like", "like");
        assertThat(ada.pages("/v1/me/inbox?limit=1", "items.dub.id")).containsExactly(newer, older);
    }

    /** However it is divided into pages. */
    @Test
    void rows_that_are_new_and_rows_that_are_shown_otherwise_come_in_the_order_of_their_changes() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var quote = world.quote("Order");
        var dubs = List.of(ada.publishes(quote), ada.publishes(quote), ada.publishes(quote), ada.publishes(quote));
        bob.likes(dubs.get(0));
        bob.likes(dubs.get(3));
        world.settle();
        cid.likes(dubs.get(1));
        world.settle();
        var mark = ada.gets("/v1/me/inbox").<String>path("mark");
        ada.mutes(bob);
        world.settle();
        ada.mutes(cid);
        world.settle();
        ada.unmutes(bob);
        world.settle();
        bob.likes(dubs.get(2));
        world.settle();

        var seen = new ArrayList<String>();
        var more = true;
        while (more) {
            var page = ada.gets("/v1/me/inbox/changes?limit=1&since=" + mark)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.dub.id"));
            page.getList("removed").forEach(row -> seen.add("removed"));
            mark = page.getString("mark");
            more = page.getBoolean("more");
        }
        assertThat(seen).containsExactlyInAnyOrder("removed", dubs.get(0), dubs.get(3), dubs.get(2));
        assertThat(seen).startsWith("removed").endsWith(dubs.get(2));
    }

    @Test
    void what_others_said_under_a_dub_goes_with_its_author() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var dub = bob.publishes(world.quote("Said"));
        cid.comments(dub, "look @" + ada.username());
        var said = ada.comments(dub, "I see");
        cid.replies(dub, said, "don't you");
        world.settle();
        var phone = new Phone(ada);

        bob.blocks(ada);
        assertThat(phone.removed()).hasSize(2);
        bob.request().delete("/v1/accounts/" + ada.id() + "/block").then().statusCode(204);
        assertThat(phone.came()).containsExactlyInAnyOrder("mention", "reply");
    }

    @Test
    void a_mute_holds_on_phones_that_were_offline() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        bob.follows(ada);
        world.settle();
        var phone = new Phone(ada);

        ada.mutes(bob);
        assertThat(phone.removed()).hasSize(1);
        ada.unmutes(bob);
        assertThat(phone.came()).containsExactly("follow");
    }

    @Test
    void who_closes_their_account_goes_and_who_comes_back_is_back() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var quote = world.quote("Closed");
        ada.follows(bob);
        var dub = bob.publishes(quote);
        cid.comments(dub, "look @" + ada.username());
        bob.likes(ada.publishes(quote));
        world.settle();
        var phone = new Phone(ada);

        bob.closesAccount();
        assertThat(phone.removed()).hasSize(3);

        world.reopened(bob);
        assertThat(phone.came()).containsExactlyInAnyOrder("new_dub", "mention", "like");
    }

    @Test
    void who_is_limited_goes_until_that_is_lifted() {
        var moderator = world.staff("moderator");
        var ada = world.person("ada");
        var bob = world.person("bob");
        bob.follows(ada);
        bob.likes(ada.publishes(world.quote("Limited")));
        world.settle();
        var phone = new Phone(ada);

        moderator
                .request()
                .body(Map.of("reason", "robot"))
                .put("/v1/admin/accounts/" + bob.id() + "/limit")
                .then()
                .statusCode(204);
        assertThat(phone.removed()).hasSize(2);

        moderator
                .request()
                .body(Map.of("reason", "a person after all"))
                .delete("/v1/admin/accounts/" + bob.id() + "/limit")
                .then()
                .statusCode(204);
        assertThat(phone.came()).containsExactlyInAnyOrder("follow", "like");
    }

    @Test
    void a_dub_that_is_hidden_goes_from_everybodys_rows_and_comes_back_when_it_is_shown() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        ada.follows(bob);
        var dub = bob.publishes(world.quote("Hidden"));
        cid.comments(dub, "look @" + ada.username());
        world.settle();
        var phone = new Phone(ada);

        shows(bob, dub, "private");
        assertThat(phone.removed()).hasSize(2);
        shows(bob, dub, "public");
        assertThat(phone.came()).containsExactlyInAnyOrder("new_dub", "mention");
    }

    @Test
    void a_dub_that_is_deleted_goes_from_the_inbox_of_its_author_too() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        ada.follows(bob);
        var dub = bob.publishes(world.quote("Deleted"));
        ada.likes(dub);
        ada.comments(dub, "well");
        world.settle();
        var adas = new Phone(ada);
        var bobs = new Phone(bob);

        bob.request().delete("/v1/dubs/" + dub).then().statusCode(204);
        assertThat(adas.removed()).hasSize(1);
        assertThat(bobs.removed()).hasSize(2);
    }

    @Test
    void a_request_that_was_declined_elsewhere_goes() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        ada.goesPrivate();
        bob.follows(ada);
        world.settle();
        var phone = new Phone(ada);

        ada.declines(bob);
        assertThat(phone.removed()).hasSize(1);
    }

    @Test
    void a_request_that_was_taken_back_goes() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        ada.goesPrivate();
        bob.follows(ada);
        world.settle();
        var phone = new Phone(ada);

        bob.unfollows(ada);
        assertThat(ada.pages("/v1/me/inbox", "items.id")).isEmpty();
        assertThat(phone.removed()).hasSize(1);
    }

    @Test
    void a_follower_who_is_removed_goes_and_has_no_news_of_what_is_for_followers() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        ada.follows(bob);
        bob.publishes(world.quote("Followers"), "", "followers");
        world.settle();
        var adas = new Phone(ada);
        var bobs = new Phone(bob);

        bob.removes(ada);
        assertThat(adas.removed()).hasSize(1);
        assertThat(bobs.removed()).hasSize(1);
    }

    @Test
    void who_no_longer_follows_has_no_news_of_what_is_for_followers() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        ada.follows(bob);
        bob.publishes(world.quote("Followers"), "", "followers");
        world.settle();
        var phone = new Phone(ada);

        ada.unfollows(bob);
        assertThat(phone.removed()).hasSize(1);
    }

    @Test
    void a_quote_that_is_withdrawn_takes_the_news_of_who_dubbed_it() {
        var editor = world.staff("editor");
        var ada = world.person("ada");
        var bob = world.person("bob");
        var quote = ada.brings("Mine");
        editor.approves(quote);
        bob.publishes(quote);
        world.settle();
        var phone = new Phone(ada);

        editor.request().delete("/v1/quotes/" + quote).then().statusCode(204);
        assertThat(phone.removed()).hasSize(1);
    }

    private static void shows(Person author, String dub, String visibility) {
        author.request()
                .body(Map.of("visibility", visibility))
                .patch("/v1/dubs/" + dub)
                .then()
                .statusCode(200);
    }

    /** Has read the whole inbox, and from then on asks for changes only. */
    private final class Phone {

        private final Person owner;
        private String mark;

        Phone(Person owner) {
            this.owner = owner;
            this.mark =
                    owner.gets("/v1/me/inbox").then().statusCode(200).extract().path("mark");
        }

        List<String> removed() {
            var changes = syncs();
            assertThat(changes.getList("items")).isEmpty();
            return changes.getList("removed");
        }

        /** The kinds of the rows that came. */
        List<String> came() {
            var changes = syncs();
            assertThat(changes.getList("removed")).isEmpty();
            return changes.getList("items.kind");
        }

        JsonPath syncs() {
            world.settle();
            // Answers to others may be some seconds old.
            world.clock().advance(Duration.ofSeconds(5));
            var changes = owner.gets("/v1/me/inbox/changes?limit=50&since=" + mark)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            mark = changes.getString("mark");
            return changes;
        }
    }
}
