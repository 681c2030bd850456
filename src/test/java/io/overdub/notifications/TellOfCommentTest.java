package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.CommentAdded;
import io.overdub.dubs.CommentId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.CountedSql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TellOfCommentTest {

    @Inject
    World world;

    @Inject
    TellOfComment tellOfComment;

    @Inject
    CountedSql sql;

    @Test
    void a_comment_reaches_everybody_whom_it_concerns_once() {
        var author = world.person("author");
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var dub = author.publishes(world.quote("Told"));
        author.hasPhone("phone-in-the-pocket");
        cid.hasPhone("phone-in-the-pocket");

        var first = ada.comments(dub, "first @" + cid.username() + " @" + ada.username());
        world.settle();
        bob.replies(dub, first, "answer @" + ada.username() + " @" + author.username());
        bob.comments(dub, "first words");
        world.settle();
        var second = bob.comments(dub, "more words");
        author.comments(dub, "my own");
        world.settle();

        assertThat(rows(author, "kind")).containsExactlyInAnyOrder("comment", "mention");
        assertThat(inbox(author).getList("items.find { it.kind == 'comment' }.people.id"))
                .containsExactlyInAnyOrder(ada.id(), bob.id());
        assertThat(inbox(author).getInt("items.find { it.kind == 'comment' }.others"))
                .isZero();
        assertThat(inbox(author).getString("items[0].dub.id")).isEqualTo(dub);
        assertThat(rows(ada, "kind")).containsExactly("reply");
        assertThat(rows(cid, "kind")).containsExactly("mention");
        assertThat(rows(bob, "kind")).isEmpty();
        assertThat(pushes(author))
                .containsExactlyInAnyOrder(
                        ada.username() + " hat deinen Dub kommentiert",
                        bob.username() + " hat dich erwähnt",
                        bob.username() + " und eine weitere Person haben deinen Dub kommentiert",
                        bob.username() + " und eine weitere Person haben deinen Dub kommentiert");
        assertThat(pushes(cid)).containsExactly(ada.username() + " hat dich erwähnt");

        deletes(bob, dub, second);
        world.settle();
        assertThat(inbox(author).getList("items.find { it.kind == 'comment' }.people.id"))
                .containsExactlyInAnyOrder(ada.id(), bob.id());
        author.request()
                .put("/v1/dubs/" + dub + "/comments/" + first + "/hide")
                .then()
                .statusCode(204);
        world.settle();
        assertThat(inbox(author).getList("items.people.id")).containsExactly(List.of(bob.id()));
        assertThat(rows(ada, "kind")).isEmpty();
        assertThat(inbox(cid).getInt("unread")).isZero();
        author.request()
                .delete("/v1/dubs/" + dub + "/comments/" + first + "/hide")
                .then()
                .statusCode(204);
        world.settle();
        assertThat(rows(ada, "kind")).containsExactly("reply");
        assertThat(pushes(cid)).hasSize(1);

        deletes(ada, dub, first);
        world.settle();
        assertThat(rows(ada, "kind")).isEmpty();
        assertThat(rows(cid, "kind")).isEmpty();
        assertThat(inbox(cid).getInt("unread")).isZero();
        assertThat(rows(author, "kind")).containsExactly("comment");
    }

    @Test
    void nobody_hears_of_whom_they_block_or_mute_nor_of_dubs_that_they_may_not_see() {
        var author = world.person("author");
        var ada = world.person("ada");
        var bob = world.person("bob");
        var cid = world.person("cid");
        var stranger = world.person("stranger");
        for (var follower : List.of(ada, bob, cid)) {
            follower.follows(author);
        }
        var dub = author.publishes(world.quote("Untold"), "", "followers");
        bob.blocks(ada);
        cid.mutes(ada);
        author.mutes(ada);
        author.hasPhone("phone-in-the-pocket");

        ada.comments(dub, "@" + bob.username() + " @" + cid.username() + " @" + stranger.username() + " hello");
        world.settle();

        for (var person : List.of(author, bob, cid, stranger)) {
            assertThat(rows(person, "kind")).doesNotContain("comment", "mention");
        }

        var fan = world.person("fan");
        author.request()
                .body(Map.of("kinds", List.of(Map.of("kind", "comment", "push", false, "inbox", true))))
                .put("/v1/me/notification-preferences")
                .then()
                .statusCode(200);
        fan.follows(author);
        fan.comments(dub, "hello");
        world.settle();
        assertThat(rows(author, "kind")).contains("comment");
        assertThat(pushes(author)).noneMatch(text -> text.contains("kommentiert"));
    }

    @Test
    void it_is_asked_once_who_may_be_told_however_many_are_named() {
        var author = world.person("author");
        var ada = world.person("ada");
        var dub = author.publishes(world.quote("Asked"));
        var two = added(author, dub, ada, people(2));
        var ten = added(author, dub, ada, people(10));
        world.settle();
        // Whose dub it is, is then known already.
        statements(added(author, dub, ada, people(1)));

        assertThat(statements(ten)).isEqualTo(statements(two));
    }

    private List<AccountId> people(int many) {
        return Stream.generate(() -> AccountId.fromString(world.person("named").id()))
                .limit(many)
                .toList();
    }

    private CommentAdded added(Person author, String dub, Person by, List<AccountId> mentioned) {
        return new CommentAdded(
                DubId.fromString(dub),
                AccountId.fromString(author.id()),
                new CommentId(UUID.randomUUID()),
                AccountId.fromString(by.id()),
                null,
                mentioned);
    }

    private int statements(CommentAdded added) {
        var name = UUID.randomUUID().toString();
        MDC.put("request_id", name);
        try {
            tellOfComment.on(added);
        } finally {
            MDC.remove("request_id");
        }
        return sql.statementsOf(name);
    }

    private static void deletes(Person person, String dub, String comment) {
        person.request()
                .delete("/v1/dubs/" + dub + "/comments/" + comment)
                .then()
                .statusCode(204);
    }

    private static JsonPath inbox(Person person) {
        return person.gets("/v1/me/inbox").then().statusCode(200).extract().jsonPath();
    }

    private static List<String> rows(Person person, String field) {
        return inbox(person).getList("items." + field);
    }

    private List<String> pushes(Person person) {
        return world.admin()
                .gets("/v1/admin/push/captured?limit=50&account_id=" + person.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.body");
    }
}
