package io.overdub.journeys;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.feeds.recommendations.SuggestionRounds;
import io.overdub.kernel.CountedSql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListsTest {

    /** What is remembered of accounts, quotes, candidates and formulas is forgotten by then. */
    private static final Duration UNTIL_FORGOTTEN = Duration.ofSeconds(5);

    /** And what is remembered of whom and what somebody likes. */
    private static final Duration UNTIL_STRANGERS = Duration.ofSeconds(31);

    /** And how frequent words are is learnt anew. */
    private static final Duration UNTIL_WORDS_ARE_COUNTED = Duration.ofMinutes(5);

    @Inject
    World world;

    @Inject
    CountedSql sql;

    @Inject
    SuggestionRounds rounds;

    @Test
    void a_long_page_asks_the_database_as_often_as_a_short_one() {
        var reader = world.person("reader");
        for (var i = 0; i < 6; i++) {
            var author = world.person("author");
            reader.follows(author);
            author.follows(reader);
            author.publishes(world.quote("Number " + i));
        }
        reader.publishes(world.quote("Mine"));
        reader.publishes(world.quote("Mine again"));
        world.settle();
        // The first look builds the timeline anew: the follows came before the dubs.
        assertThat(reader.home()).hasSize(6);

        var quote = world.quote("Listed");
        reader.publishes(quote);
        reader.publishes(quote);
        var board = reader.request()
                .body(Map.of("title", "Listed"))
                .post("/v1/soundboards")
                .<String>path("id");
        reader.request().body(Map.of("title", "Another")).post("/v1/soundboards");
        for (var kept : List.of(quote, world.quote("Kept"))) {
            reader.request().put("/v1/quotes/" + kept + "/favourite").then().statusCode(204);
            reader.request()
                    .put("/v1/soundboards/" + board + "/items/" + kept)
                    .then()
                    .statusCode(204);
        }

        var talk = reader.publishes(quote);
        var thread = reader.comments(talk, "@" + reader.username() + " first");
        for (var i = 0; i < 3; i++) {
            reader.comments(talk, "@" + reader.username() + " " + i);
            reader.replies(talk, thread, "@" + reader.username() + " " + i);
        }

        for (var list : List.of(
                "/v1/feeds/home",
                "/v1/dubs/" + talk + "/comments",
                "/v1/quotes",
                "/v1/quotes/" + quote + "/dubs",
                "/v1/me/favourites",
                "/v1/me/soundboards",
                "/v1/soundboards/" + board + "/items",
                "/v1/me/dubs",
                "/v1/accounts/" + reader.id() + "/dubs",
                "/v1/accounts/" + reader.id() + "/followers",
                "/v1/accounts/" + reader.id() + "/following")) {
            var shorter = statementsFor(reader, list + "?limit=1", 1);
            var longer = statementsFor(reader, list + "?limit=20", 2);

            assertThat(longer).as(list).isEqualTo(shorter).hasSizeBetween(1, 6);
        }
        // The dub, how its author stands to the reader, the author; the thread, whom it names and how they stand; the
        // same of its
        // replies, with the people.
        var replies = "/v1/dubs/" + talk + "/comments/" + thread + "/replies";
        var few = statementsFor(reader, replies + "?limit=1", 1);
        assertThat(statementsFor(reader, replies + "?limit=20", 3))
                .isEqualTo(few)
                .hasSizeBetween(1, 9);
        // Where it stands, the rows, who did it, how they stand to the reader (2), the dubs, what is unread, and
        // accounts and quotes anew.
        var inbox = statementsFor(reader, "/v1/me/inbox?limit=1", 1);
        assertThat(statementsFor(reader, "/v1/me/inbox?limit=20", 2))
                .isEqualTo(inbox)
                .hasSizeBetween(1, 9);
    }

    /** More is asked than for other lists, but each question once: candidates, newcomers among them, then what is shown of them. */
    @Test
    void a_ranked_page_asks_the_database_as_often_for_many_candidates_as_for_few() {
        var reader = world.person("reader");
        var quote = world.quote("Ranked");
        reader.publishes(quote);
        var first = world.person("first");
        reader.follows(first);
        reader.likes(first.publishes(quote));
        // A round of suggestions makes a room more that is asked: before both counts, not between them.
        first.publishes(world.quote("Suggested"));
        world.settle();
        rounds.work();
        // The first look builds the timeline anew.
        reader.gets("/v1/feeds/for-you?limit=1").then().statusCode(200);
        var few = statementsFor(reader, "/v1/feeds/for-you?limit=1", 1, UNTIL_STRANGERS);

        for (var i = 0; i < 6; i++) {
            var author = world.person("author");
            reader.follows(author);
            reader.likes(author.publishes(world.quote("Ranked " + i)));
        }
        world.settle();
        reader.gets("/v1/feeds/for-you?limit=20").then().statusCode(200);
        var many = statementsFor(reader, "/v1/feeds/for-you?limit=20", 2, UNTIL_STRANGERS);

        // One by one would be six more of something. One more is a second look, when some of those picked are not
        // shown.
        assertThat(makersIn(many)).isEqualTo(makersIn(few)).hasSizeBetween(1, 15);
        assertThat(few).hasSizeBetween(1, 21);
        assertThat(many)
                .allSatisfy(maker -> assertThat(Collections.frequency(many, maker))
                        .as(maker)
                        .isLessThanOrEqualTo(Collections.frequency(few, maker) + 1));
        var next = reader.gets("/v1/feeds/for-you?limit=1").<String>path("next");
        assertThat(statementsFor(reader, "/v1/feeds/for-you?limit=5&cursor=" + next, 1))
                .hasSizeBetween(1, 5);
    }

    /** They are found when somebody asks first. */
    @Test
    void people_to_follow_are_found_with_as_few_questions_for_who_follows_many_as_for_who_follows_few() {
        var few = world.person("few");
        var many = world.person("many");
        var star = world.person("star");
        for (var reader : List.of(few, many)) {
            for (var i = 0; i < (reader.equals(few) ? 1 : 8); i++) {
                var friend = world.person("friend");
                reader.follows(friend);
                friend.follows(star);
            }
        }

        var found = List.of(few, many).stream()
                .map(reader -> {
                    world.clock().advance(UNTIL_FORGOTTEN);
                    return statementsOnce(reader, "/v1/me/recommended-people", 1);
                })
                .toList();

        assertThat(found.get(1)).isEqualTo(found.get(0)).hasSizeBetween(1, 12);
    }

    @Test
    void feeds_of_a_theme_ask_the_database_as_often_for_many_dubs_as_for_few() {
        var reader = world.person("reader");
        var quote = world.quote("Theme");
        var tag = "theme" + UUID.randomUUID().toString().substring(0, 8);
        world.person("author").publishes(quote, "#" + tag, "public");
        world.settle();
        var feeds = List.of("/v1/feeds/tags/" + tag, "/v1/feeds/quotes/" + quote);
        var few = feeds.stream()
                .map(feed -> statementsFor(reader, feed + "?limit=20", 1))
                .toList();

        for (var i = 0; i < 5; i++) {
            world.person("author").publishes(quote, "#" + tag, "public");
        }
        world.settle();

        var many = feeds.stream()
                .map(feed -> statementsFor(reader, feed + "?limit=20", 6))
                .toList();
        assertThat(many).isEqualTo(few).allMatch(statements -> statements.size() <= 10);
    }

    @Test
    void a_search_asks_the_database_as_often_for_many_hits_as_for_few() {
        var reader = world.person("reader");
        var word = "l" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "zz";
        world.person("author").publishes(world.quote(word), "#" + word, "public");
        world.settle();
        var lists = List.of("/v1/search?q=" + word, "/v1/search/suggest?q=" + word);
        // The first search of a process reads the rules.
        lists.forEach(list -> statementsFor(reader, list, 2));
        var few = lists.stream().map(list -> statementsFor(reader, list, 2)).toList();

        for (var i = 0; i < 4; i++) {
            world.person("author").publishes(world.quote(word + " " + i), word + " " + i + " #" + word + i, "public");
        }
        world.settle();

        var many = lists.stream().map(list -> statementsFor(reader, list, 6)).toList();
        assertThat(many).isEqualTo(few).allMatch(statements -> statements.size() <= 12);

        world.clock().advance(UNTIL_WORDS_ARE_COUNTED);
        assertThat(statementsFor(reader, lists.get(1), 6)).isEqualTo(few.get(1));
    }

    /**
     * But for what is asked once if there is a reason: where the reader is, for strangers' quotes of which some are not for everywhere; and
     * who of those they follow is large, for a timeline that is built anew since Redis, on a busy machine, did not answer in time.
     */
    private static Set<String> makersIn(List<String> statements) {
        return statements.stream()
                .filter(maker ->
                        !maker.equals("AccountRepository.country") && !maker.equals("LargeAuthorRepository.among"))
                .collect(toSet());
    }

    private List<String> statementsFor(Person reader, String page, int atLeast) {
        return statementsFor(reader, page, atLeast, UNTIL_FORGOTTEN);
    }

    /** What work beside has just read (formulas, quotes) a request need not read: of each maker the most that it did in one of three. */
    private List<String> statementsFor(Person reader, String page, int atLeast, Duration pause) {
        var most = new TreeMap<String, Long>();
        for (var time = 0; time < 3; time++) {
            world.clock().advance(pause);
            statementsOnce(reader, page, atLeast).stream()
                    .collect(groupingBy(maker -> maker, counting()))
                    .forEach((maker, times) -> most.merge(maker, times, Math::max));
        }
        return most.entrySet().stream()
                .flatMap(maker -> Collections.nCopies(maker.getValue().intValue(), maker.getKey()).stream())
                .toList();
    }

    private List<String> statementsOnce(Person reader, String page, int atLeast) {
        var request = UUID.randomUUID().toString();
        // Whose token it is, is then known already.
        reader.gets("/v1/me").then().statusCode(200);
        var items = reader.request()
                .header("X-Request-ID", request)
                .get(page)
                .then()
                .statusCode(200)
                .extract()
                .<List<Object>>path("items");
        assertThat(items).hasSizeGreaterThanOrEqualTo(atLeast);
        return sql.makersOf(request);
    }
}
