package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.Vandal;
import io.overdub.world.Vandal.Damage;
import io.overdub.world.Vandal.Idea;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every column of every row that people see, broken in every way that its type allows: the other rows are still there. */
@QuarkusTest
class BrokenRowsBreakNoListTest {

    /** Rows of these tables are served from memory for 2 s. */
    private static final Set<String> REMEMBERED = Set.of("accounts.account", "quotes.quote");

    /** No longer than needed: quotes have many columns, and tokens live for a quarter of an hour. */
    private static final Duration MEMORY = Duration.ofMillis(2_001);

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z");
    private static final long GREATEST = 1L << 53;
    private static final int LONGEST = 2_000;

    private static final Set<String> OF_ACCOUNTS =
            Set.of("id", "username", "display_name", "biography", "anonymous", "created_at");
    private static final Set<String> OF_DUBS = Set.of(
            "id",
            "author",
            "attribution",
            "caption",
            "tags",
            "visibility",
            "video_url",
            "content_type",
            "duration_ms",
            "width",
            "height",
            "likes",
            "liked",
            "commenting",
            "comments",
            "following",
            "published_at");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Map<String, ?>>> ITEMS = new TypeReference<>() {};
    private static final Set<String> OF_QUOTES = Set.of(
            "id",
            "creator_id",
            "title",
            "language",
            "tags",
            "categories",
            "markets",
            "blocked_markets",
            "transcript",
            "attribution",
            "licence",
            "source",
            "author",
            "rights",
            "duration_ms",
            "sound_url",
            "uses",
            "status",
            "published_at");
    private static final Set<String> OF_COMMENTS =
            Set.of("id", "author", "text", "mentions", "likes", "liked", "replies", "pinned", "hidden", "created_at");
    private static final Set<String> OF_SESSIONS =
            Set.of("id", "created_at", "last_used_at", "expires_at", "network", "user_agent", "current");

    @Inject
    World world;

    @Inject
    Vandal vandal;

    @Inject
    MeterRegistry meters;

    /** A list as somebody sees it. @param key where the id of what each item is about stands in it */
    private record Sight(Person viewer, String path, String key, Set<String> promised, List<String> ids) {

        Sight {
            ids = List.copyOf(ids);
        }
    }

    @Test
    void a_broken_dub_is_left_out_of_every_list() {
        var author = world.person("author");
        var follower = world.person("follower");
        follower.follows(author);
        var quote = world.quote("Broken dubs");
        var old = author.publishes(quote, "old #one", "public");
        var victim = author.publishes(quote, "victim #two", "public");
        var young = author.publishes(quote, "young #three", "public");
        world.settle();
        var ids = List.of(young, victim, old);
        var sights = List.of(
                new Sight(author, "/v1/me/dubs", "id", OF_DUBS, ids),
                new Sight(follower, "/v1/accounts/" + author.id() + "/dubs", "id", OF_DUBS, ids),
                new Sight(world.guest(), "/v1/accounts/" + author.id() + "/dubs", "id", OF_DUBS, ids),
                new Sight(follower, "/v1/feeds/home", "dub.id", OF_DUBS, ids));

        var fatal = breakAll(
                "dubs.dub",
                "id = '" + victim + "'",
                "/v1/dubs/" + victim,
                victim,
                sights,
                // Whose it is, who may see it, whether its film is there yet or it is deleted: these take it off lists
                // without any fault.
                Set.of("author_id", "visibility", "deleted_at", "state"));

        assertThat(fatal)
                .contains(
                        "author_id",
                        "quote_id",
                        "caption",
                        "tags",
                        "quote_title",
                        "attribution",
                        "licence",
                        "media_key",
                        "content_type",
                        "duration_ms",
                        "width",
                        "height",
                        "likes",
                        "comments",
                        "published_at",
                        "edited_at")
                .doesNotContain("upload_id", "version");
    }

    @Test
    void a_broken_comment_hides_no_other_comment() {
        var author = world.person("author");
        var reader = world.person("reader");
        var dub = author.publishes(world.quote("Broken comments"));
        var ids = new ArrayList<String>();
        for (var text : List.of("old", "victim @" + reader.username(), "young")) {
            ids.add(0, author.comments(dub, text));
        }
        var victim = ids.get(1);
        var list = "/v1/dubs/" + dub + "/comments";
        var sights = List.of(
                new Sight(reader, list, "id", OF_COMMENTS, ids),
                new Sight(world.guest(), list, "id", OF_COMMENTS, ids));

        var fatal = breakAll(
                "dubs.comment",
                "id = '" + victim + "'",
                list + "/" + victim + "/replies",
                victim,
                sights,
                // Whose it is, where it stands and whether everybody sees it: these take it off lists without any
                // fault.
                Set.of("dub_id", "author_id", "thread_id", "hidden", "deleted_at"));

        assertThat(fatal)
                .contains("author_id", "text", "likes", "replies", "created_at")
                .doesNotContain("reply_to");
        for (var idea : vandal.ideas("dubs.mention")) {
            try (var damage = vandal.does(idea, "comment_id = '" + victim + "'")) {
                assertThat(damage).isNotNull();
                reader.gets(list).then().statusCode(200).body("items.id", hasItems(ids.toArray(String[]::new)));
            }
        }
    }

    @Test
    void a_broken_quote_takes_neither_other_quotes_nor_its_dubs_with_it() {
        var old = world.quote("Old");
        var victim = world.quote("Victim");
        var young = world.quote("Young");
        var author = world.person("author");
        var dub = author.publishes(victim);
        var ids = List.of(young, victim, old);
        var sights = List.of(
                new Sight(author, "/v1/quotes?limit=50", "id", OF_QUOTES, ids),
                new Sight(author, "/v1/quotes?limit=50&language=en", "id", OF_QUOTES, ids),
                new Sight(author, "/v1/me/dubs", "id", OF_DUBS, List.of(dub)));

        var fatal = breakAll(
                "quotes.quote",
                "id = '" + victim + "'",
                "/v1/quotes/" + victim,
                victim,
                sights,
                // Whether, when and where it is shown: these take it off lists without any fault.
                Set.of(
                        "withdrawn_at",
                        "language",
                        "review",
                        "published_at",
                        "unpublish_at",
                        "markets",
                        "blocked_markets"));

        assertThat(fatal)
                .contains(
                        "uploader_id",
                        "title",
                        "language",
                        "tags",
                        "categories",
                        "transcript",
                        "attribution",
                        "licence",
                        "credit_source",
                        "author",
                        "rights",
                        "media_key",
                        "duration_ms",
                        "published_at")
                .doesNotContain("upload_id", "source", "version", "sha256", "due_at", "reviewed_by", "reviewed_at");
    }

    @Test
    void a_broken_account_takes_nobody_else_off_a_list() {
        var star = world.person("star");
        var reader = world.person("reader");
        var blocker = world.person("blocker");
        var quote = world.quote("Broken people");
        var people = new ArrayList<String>();
        var victim = world.person("victim");
        for (var person : List.of(world.person("old"), victim, world.person("young"))) {
            person.follows(star);
            reader.follows(person);
            star.mutes(person);
            blocker.blocks(person);
            person.publishes(quote);
            people.add(0, person.id());
        }
        world.settle();
        var sights = List.of(
                new Sight(reader, "/v1/accounts/" + star.id() + "/followers", "account.id", OF_ACCOUNTS, people),
                new Sight(star, "/v1/accounts/" + reader.id() + "/following", "account.id", OF_ACCOUNTS, people),
                new Sight(star, "/v1/me/mutes", "account.id", OF_ACCOUNTS, people),
                new Sight(blocker, "/v1/me/blocks", "account.id", OF_ACCOUNTS, people),
                new Sight(reader, "/v1/feeds/home", "dub.author.id", OF_DUBS, people));

        var fatal = breakAll(
                "accounts.account",
                "id = '" + victim.id() + "'",
                "/v1/accounts/" + victim.id(),
                victim.id(),
                sights,
                Set.of("closed_at", "limited_at"));

        assertThat(fatal)
                .containsExactlyInAnyOrder(
                        "username", "display_name", "biography", "created_at", "closed_at", "limited_at");
    }

    @Test
    void a_broken_follow_keeps_nobody_from_the_list_nor_from_new_dubs() {
        var star = world.person("star");
        var fans = new ArrayList<String>();
        var victim = world.person("victim");
        var young = world.person("young");
        for (var fan : List.of(world.person("old"), victim, young)) {
            fan.follows(star);
            fans.add(0, fan.id());
        }
        var sight = new Sight(star, "/v1/accounts/" + star.id() + "/followers", "account.id", OF_ACCOUNTS, fans);
        var row = "follower_id = '%s' and followee_id = '%s'".formatted(victim.id(), star.id());

        var fatal = breakAll(
                "connections.follow", row, "/v1/accounts/" + victim.id(), victim.id(), List.of(sight), Set.of("id"));

        assertThat(fatal).contains("created_at");
        var quote = world.quote("News");
        assertThat(young.home()).isEmpty();
        try (var damage = vandal.does(new Idea("connections.follow", "created_at", "null"), row)) {
            assertThat(damage).isNotNull();
            var dub = star.publishes(quote);
            world.settle();
            assertThat(young.home()).containsExactly(dub);
            assertThat(victim.home()).containsExactly(dub);
        }
    }

    @Test
    void a_broken_mute_hides_no_other_mute() {
        var muter = world.person("muter");
        var muted = new ArrayList<String>();
        var victim = world.person("victim");
        for (var person : List.of(world.person("old"), victim, world.person("young"))) {
            muter.mutes(person);
            muted.add(0, person.id());
        }
        var sight = new Sight(muter, "/v1/me/mutes", "account.id", OF_ACCOUNTS, muted);

        var fatal = breakAll(
                "connections.mute",
                "muter_id = '%s' and muted_id = '%s'".formatted(muter.id(), victim.id()),
                "/v1/accounts/" + victim.id(),
                victim.id(),
                List.of(sight),
                Set.of("id"));

        assertThat(fatal).contains("created_at");
    }

    @Test
    void a_broken_block_hides_no_other_block() {
        var blocker = world.person("blocker");
        var blocked = new ArrayList<String>();
        var victim = world.person("victim");
        for (var person : List.of(world.person("old"), victim, world.person("young"))) {
            blocker.blocks(person);
            blocked.add(0, person.id());
        }
        var sight = new Sight(blocker, "/v1/me/blocks", "account.id", OF_ACCOUNTS, blocked);

        var fatal = breakAll(
                "connections.block",
                "blocker_id = '%s' and blocked_id = '%s'".formatted(blocker.id(), victim.id()),
                "/v1/accounts/" + victim.id(),
                victim.id(),
                List.of(sight),
                Set.of("id"));

        assertThat(fatal).contains("created_at");
    }

    @Test
    void a_broken_session_hides_no_other_session() {
        var home = world.person("traveller");
        var lost = world.again(home);
        var victim = lost.gets("/v1/me/sessions").<String>path("items.find { it.current }.id");
        var here = home.gets("/v1/me/sessions").<String>path("items.find { it.current }.id");
        var sight = new Sight(home, "/v1/me/sessions", "id", OF_SESSIONS, List.of(victim, here));

        var fatal = breakAll(
                "accounts.session",
                "id = '" + victim + "'",
                "/v1/me",
                victim,
                List.of(sight),
                Set.of("account_id", "expires_at"));

        assertThat(fatal).contains("created_at", "last_used_at", "network", "user_agent");
    }

    @Test
    void a_broken_row_of_an_import_hides_no_other_row() {
        var editor = world.staff("editor");
        var rows = Stream.of("one", "two", "three")
                .map(name -> Map.of(
                        "name", name, "sound", "::" + name, "language", "en", "tags", List.of(), "attribution", ""))
                .toList();
        var id = editor.request()
                .body(Map.of("dry_run", false, "quotes", rows))
                .post("/v1/admin/quotes/import")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("id");

        for (var idea : vandal.ideas("quotes.import_row")) {
            try (var damage = vandal.does(idea, "import_id = '%s' and number = 1".formatted(id))) {
                assertThat(damage).isNotNull();
                editor.gets("/v1/admin/quotes/import/" + id)
                        .then()
                        .statusCode(200)
                        .body("results.index", hasItems(0, 2));
            }
        }
    }

    @Test
    void pages_go_on_past_broken_dubs_wherever_they_are() {
        var chance = new Random(1_237_428);
        var author = world.person("author");
        var follower = world.person("follower");
        follower.follows(author);
        var quote = world.quote("Pages");
        var dubs = new ArrayList<String>();
        for (var i = 0; i < 12; i++) {
            dubs.add(0, author.publishes(quote));
        }
        world.settle();

        for (var story = 0; story < 12; story++) {
            var share = story / 11.0;
            var broken = new TreeSet<>(
                    dubs.stream().filter(dub -> chance.nextDouble() < share).toList());
            var sound = dubs.stream().filter(Predicate.not(broken::contains)).toList();
            var limit = "?limit=" + (1 + chance.nextInt(4));
            var damages = new ArrayList<Damage>();
            try {
                broken.forEach(dub ->
                        damages.add(vandal.does(new Idea("dubs.dub", "duration_ms", "-1"), "id = '" + dub + "'")));
                assertThat(author.pages("/v1/me/dubs" + limit, "items.id"))
                        .as(limit + " without " + broken)
                        .containsExactlyElementsOf(sound);
                assertThat(follower.pages("/v1/accounts/" + author.id() + "/dubs" + limit, "items.id"))
                        .containsExactlyElementsOf(sound);
                assertThat(follower.pages("/v1/feeds/home" + limit, "items.dub.id"))
                        .containsExactlyElementsOf(sound);
            } finally {
                damages.forEach(Damage::close);
            }
        }
    }

    @Test
    void a_page_of_nothing_but_broken_dubs_says_that_more_follows() {
        var author = world.person("author");
        var quote = world.quote("Nothing but");
        var last = author.publishes(quote);
        var damages = new ArrayList<Damage>();
        try {
            for (var i = 0; i < 6; i++) {
                var dub = author.publishes(quote);
                damages.add(vandal.does(new Idea("dubs.dub", "width", "-1"), "id = '" + dub + "'"));
            }

            author.gets("/v1/me/dubs?limit=1")
                    .then()
                    .statusCode(200)
                    .body("items", empty())
                    .body("next", notNullValue());
            assertThat(author.pages("/v1/me/dubs?limit=1", "items.id")).containsExactly(last);
        } finally {
            damages.forEach(Damage::close);
        }
    }

    @Test
    void a_broken_dub_cannot_be_seen_nor_edited_but_deleted() {
        var author = world.person("author");
        var dub = author.publishes(world.quote("Mend or end"));
        var film = author.gets("/v1/dubs/" + dub).<String>path("video_url");
        try (var damage = vandal.does(new Idea("dubs.dub", "caption", "repeat('x', 301)"), "id = '" + dub + "'")) {
            assertThat(damage).isNotNull();
            author.gets("/v1/dubs/" + dub).then().statusCode(404).body("code", equalTo("dub_not_found"));
            author.request().put("/v1/dubs/" + dub + "/like").then().statusCode(404);
            author.request()
                    .body(Map.of("visibility", "private"))
                    .patch("/v1/dubs/" + dub)
                    .then()
                    .statusCode(404);

            author.request().delete("/v1/dubs/" + dub).then().statusCode(204);
        }
        world.settle();

        assertThat(author.asksFor(film)).isEqualTo(404);
    }

    @Test
    void nothing_is_made_of_a_broken_quote() {
        var author = world.person("author");
        var quote = world.quote("Broken");
        var upload = author.uploads(DemoMedia.VIDEO);
        try (var damage = vandal.does(new Idea("quotes.quote", "tags", "array['a', null]"), "id = '" + quote + "'")) {
            assertThat(damage).isNotNull();
            author.tries(quote, upload, "", "public").then().statusCode(404).body("code", equalTo("quote_not_found"));
            author.gets("/v1/quotes/" + quote + "/dubs")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("quote_not_found"));
        }

        author.tries(quote, upload, "", "public").then().statusCode(201);
    }

    /**
     * Breaks one row in every way, one after the other, and looks at everything it is seen in.
     *
     * @param silent columns that say which lists a row is on: it may be missing without being counted
     * @return the columns in which something made the row disappear
     */
    private Set<String> breakAll(
            String table, String row, String single, String victim, List<Sight> sights, Set<String> silent) {
        assertAllSeen(sights, victim);
        var fatal = new HashSet<String>();
        for (var idea : vandal.ideas(table)) {
            try (var damage = vandal.does(idea, row)) {
                assertThat(damage).isNotNull();
                for (var sight : sights) {
                    awaitFreshRows(table);
                    var before = unreadable(table);
                    var seen = look(sight, victim, idea);
                    if (sight.ids.contains(victim) && !seen.contains(victim)) {
                        fatal.add(idea.column());
                        if (!silent.contains(idea.column())) {
                            assertThat(unreadable(table))
                                    .as("counted: %s on %s", idea, sight.path)
                                    .isGreaterThan(before);
                        }
                    }
                }
                assertThat(sights.get(0).viewer.gets(single).statusCode())
                        .as("%s alone at %s", idea, single)
                        .isIn(200, 404);
            }
        }
        awaitFreshRows(table);
        assertAllSeen(sights, victim);
        return fatal;
    }

    /** No longer than needed, since the viewers' tokens live for a quarter of an hour. */
    private void awaitFreshRows(String table) {
        if (REMEMBERED.contains(table)) {
            world.clock().advance(MEMORY);
        }
    }

    private static void assertAllSeen(List<Sight> sights, String victim) {
        var nothing = new Idea("nothing", "is", "broken");
        for (var sight : sights) {
            assertThat(look(sight, victim, nothing)).as(sight.path).containsExactlyElementsOf(sight.ids);
        }
    }

    /** Those of the sight's ids that are seen: all but the victim must be, in their order, and each in full. */
    private static List<String> look(Sight sight, String victim, Idea idea) {
        var answer = sight.viewer.gets(sight.path);
        assertThat(answer.statusCode()).as("%s on %s", idea, sight.path).isEqualTo(200);
        var seen = new ArrayList<String>();
        for (var item : itemsOf(answer)) {
            var id = at(item, sight.key);
            if (sight.ids.contains(id)) {
                seen.add(String.valueOf(id));
                assertWhole(item, sight, idea);
            }
        }
        assertThat(seen)
                .as("%s on %s", idea, sight.path)
                .filteredOn(id -> !id.equals(victim))
                .containsExactlyElementsOf(
                        sight.ids.stream().filter(id -> !id.equals(victim)).toList());
        return seen;
    }

    /** Not by a path of REST Assured, which is compiled each time: it took most of these tests. */
    private static List<Map<String, ?>> itemsOf(Response answer) {
        try {
            return JSON.convertValue(JSON.readTree(answer.asByteArray()).required("items"), ITEMS);
        } catch (IOException e) {
            throw new IllegalStateException("A list is JSON", e);
        }
    }

    private static Object at(Map<?, ?> item, String key) {
        var dot = key.indexOf('.');
        return dot < 0 ? item.get(key) : at((Map<?, ?>) item.get(key.substring(0, dot)), key.substring(dot + 1));
    }

    /** What a phone that believes the contract can read. */
    private static void assertWhole(Map<?, ?> item, Sight sight, Idea idea) {
        var about = item.get("dub") == null ? item.get("account") : item.get("dub");
        var thing = about == null ? item : (Map<?, ?>) about;
        assertThat(thing.keySet())
                .as("%s on %s", idea, sight.path)
                .map(String::valueOf)
                .containsAll(sight.promised);
        assertReadable(item, "%s on %s".formatted(idea, sight.path));
    }

    private static void assertReadable(Object value, String where) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, member) -> {
                assertReadable(member, where);
                if (String.valueOf(key).endsWith("_at")) {
                    assertThat(String.valueOf(member)).as(where).matches(TIME);
                }
            });
        } else if (value instanceof List<?> list) {
            assertThat(list).as(where).hasSizeLessThanOrEqualTo(10).doesNotContainNull();
            list.forEach(member -> assertReadable(member, where));
        } else if (value instanceof Number number) {
            assertThat(number.longValue()).as(where).isBetween(0L, GREATEST - 1);
        } else if (value instanceof String text) {
            assertThat(text).as(where).hasSizeLessThanOrEqualTo(LONGEST);
        } else {
            assertThat(value).as(where).isInstanceOf(Boolean.class);
        }
    }

    private double unreadable(String table) {
        var counter = meters.find("overdub.rows.unreadable").tag("table", table).counter();
        return counter == null ? 0 : counter.count();
    }
}
