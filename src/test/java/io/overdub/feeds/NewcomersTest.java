package io.overdub.feeds;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.Candidates;
import io.overdub.quotes.Quotes;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New dubs that nobody knows come up in for-you, where a ranking by likes alone would bury them. */
@QuarkusTest
class NewcomersTest {

    /** What is newest and popular is remembered for 3 s, who is who for 2 s. */
    private static final Duration MEMORY = Duration.ofSeconds(4);

    private static final int PAGE = 20;
    private static final int EVERY = 10;

    @Inject
    World world;

    @Inject
    Shortlist shortlist;

    @Inject
    Seen seen;

    @Inject
    FeedbackBook feedback;

    @Inject
    Candidates candidates;

    @Inject
    DubLines lines;

    @Inject
    Scrolling scrolling;

    @Inject
    Accounts accounts;

    @Inject
    Quotes quotes;

    @Inject
    TrendBoard trends;

    @Inject
    ExploreConfig config;

    @Inject
    ForgetNewcomers dusk;

    /** Whose dubs are new when the test begins is old for it, and every page has places for newcomers. */
    @BeforeEach
    void aNewDayBegins() {
        world.clock().advance(Newcomers.DAY.plusMinutes(1));
        ranksByLikes();
    }

    @AfterEach
    void theFirstFormulaIsBack() {
        world.admin()
                .request()
                .body(Map.of("version", 1))
                .post("/v1/admin/ranking/for-you/restore")
                .then()
                .statusCode(200);
    }

    @Test
    void within_a_day_enough_people_see_every_new_dub_and_what_is_known_keeps_its_places() {
        var quote = world.quote("Well known");
        var fan = world.person("fan");
        var known = published(quote, 30);
        known.forEach(fan::likes);
        world.settle();
        world.clock().advance(Newcomers.DAY);
        var fresh = published(quote, 12);
        world.settle();

        var impressions = new HashMap<String, Integer>();
        var readings = 0;
        while (fresh.stream().anyMatch(dub -> impressions.getOrDefault(dub, 0) < config.impressions())) {
            assertThat(readings++).as("pages read until %s", impressions).isLessThan(100);
            world.clock().advance(MEMORY);
            var reader = world.person("reader");
            var page = read(reader, true);
            assertThat(page).extracting(item -> item.dub().id().toString()).doesNotHaveDuplicates();
            var places = IntStream.range(0, page.size())
                    .filter(place -> page.get(place).reason() == Reason.NEW)
                    .boxed()
                    .toList();
            assertThat(places).hasSizeLessThanOrEqualTo(PAGE / EVERY).allMatch(place -> place % EVERY == EVERY / 2);
            page.stream()
                    .map(item -> item.dub().id().toString())
                    .filter(fresh::contains)
                    .forEach(dub -> impressions.merge(dub, 1, Integer::sum));
            sees(reader, page.stream().map(FeedItem::context).toList());
        }

        world.clock().advance(MEMORY);
        assertThat(newcomersFor(world.person("late"))).doesNotContainAnyElementsOf(fresh);
        assertThat(impressions.values().stream().mapToInt(Integer::intValue).sum())
                .as("who got enough leaves the places to others")
                .isLessThanOrEqualTo(fresh.size() * config.impressions() + PAGE / EVERY);
    }

    @Test
    void without_personalisation_everybody_gets_the_same_newcomers() {
        var quote = world.quote("Well known too");
        var fan = world.person("fan");
        published(quote, 30).forEach(fan::likes);
        world.settle();
        world.clock().advance(Newcomers.DAY);
        published(quote, 12);
        world.settle();
        world.clock().advance(MEMORY);

        var one = read(world.person("one"), false);
        var other = read(world.person("other"), false);

        assertThat(one).extracting(FeedItem::reason).contains(Reason.NEW);
        assertThat(one)
                .extracting(item -> item.dub().id())
                .isEqualTo(other.stream().map(item -> item.dub().id()).toList());
    }

    @Test
    void whoever_saw_one_counts_once_and_its_author_not_at_all() {
        var author = world.person("author");
        var dub = buried(author);
        var loyal = world.person("loyal");
        for (var again = 0; again < config.impressions(); again++) {
            sees(author, dub);
            sees(loyal, dub);
        }
        for (var others = 0; others < config.impressions() - 2; others++) {
            sees(world.person("other"), dub);
        }
        world.clock().advance(MEMORY);
        assertThat(lackingOf(List.of(dub))).containsExactly(dub);

        sees(world.person("last"), dub);

        world.clock().advance(MEMORY);
        assertThat(lackingOf(List.of(dub))).isEmpty();
    }

    @Test
    void three_dubs_of_one_author_are_introduced_and_a_hidden_one_is_not_introduced_again() {
        var author = world.person("eager");
        var quote = world.quote("Again and again");
        var all = IntStream.range(0, 5).mapToObj(i -> author.publishes(quote)).toList();
        world.settle();
        world.clock().advance(MEMORY);
        assertThat(lackingOf(all)).containsExactlyElementsOf(all.subList(0, 3));

        sets(author, all.get(0), "private");
        author.request().delete("/v1/dubs/" + all.get(1)).then().statusCode(204);
        world.settle();
        sets(author, all.get(0), "public");
        sets(author, all.get(3), "private");
        sets(author, all.get(3), "public");
        world.settle();

        world.clock().advance(MEMORY);
        assertThat(lackingOf(all)).containsExactly(all.get(2));
    }

    @Test
    void what_was_private_is_introduced_when_everybody_may_see_it_as_long_as_it_is_new() {
        var author = world.person("shy");
        var quote = world.quote("Not yet");
        var soon = author.publishes(quote, "", "private");
        var late = author.publishes(quote, "", "followers");
        world.settle();
        world.clock().advance(MEMORY);
        assertThat(lackingOf(List.of(soon, late))).isEmpty();

        sets(author, soon, "public");
        world.settle();
        world.clock().advance(MEMORY);
        assertThat(lackingOf(List.of(soon, late))).containsExactly(soon);

        world.clock().advance(Newcomers.DAY);
        sets(world.again(author), late, "public");
        world.settle();
        world.clock().advance(MEMORY);
        assertThat(lackingOf(List.of(soon, late))).isEmpty();
        dusk.run();
        assertThat(world.admin().request().get("/q/metrics").asString())
                .containsPattern("overdub_feeds_newcomers_missed_total(\\{.*})? [1-9]");
    }

    @Test
    void nobody_is_introduced_to_whoever_mutes_or_hides_them_or_to_themselves() {
        var author = world.person("author");
        var dub = buried(author);
        var muter = world.person("muter");
        muter.mutes(author);
        var hider = world.person("hider");
        hider.request()
                .body(Map.of("about", "authors", "subject", author.id(), "opinion", "hide"))
                .post("/v1/feeds/feedback")
                .then()
                .statusCode(204);
        var follower = world.person("follower");
        follower.follows(author);
        world.settle();
        world.clock().advance(Duration.ofSeconds(31));

        assertThat(newcomersFor(muter)).doesNotContain(dub);
        assertThat(newcomersFor(hider)).doesNotContain(dub);
        assertThat(newcomersFor(author)).doesNotContain(dub);
        assertThat(newcomersFor(follower)).doesNotContain(dub);
        assertThat(newcomersFor(world.person("anybody"))).contains(dub);
        assertThat(withoutTaste(muter)).doesNotContain(dub);
        assertThat(withoutTaste(world.person("anybody"))).contains(dub);
    }

    private List<String> published(String quote, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> world.person("author").publishes(quote))
                .toList();
    }

    /** A new dub, known to nobody. */
    private String buried(Person author) {
        var dub = author.publishes(world.quote("Unheard"));
        world.settle();
        world.clock().advance(MEMORY);
        return dub;
    }

    private Set<String> newcomersFor(Person viewer) {
        return ids(shortlist.of(idOf(viewer)));
    }

    private Set<String> withoutTaste(Person viewer) {
        return ids(shortlist.withoutTaste(idOf(viewer)));
    }

    private static Set<String> ids(Shortlist.Choice choice) {
        return choice.newcomers().stream()
                .map(entry -> entry.dub().id().toString())
                .collect(toSet());
    }

    private List<String> lackingOf(Collection<String> dubs) {
        var lacking = newcomersFor(world.person("anybody"));
        return dubs.stream().filter(lacking::contains).toList();
    }

    private List<FeedItem> read(Person viewer, boolean personalised) {
        var feed = new ForYouFeed(
                shortlist,
                new Ranking(accounts, quotes, trends, new Places(config.impressions(), EVERY), world.clock()),
                seen,
                feedback,
                candidates,
                lines,
                scrolling);
        return feed.read(idOf(viewer), personalised, null, PAGE).items();
    }

    private static AccountId idOf(Person person) {
        return new AccountId(UUID.fromString(person.id()));
    }

    private static void sees(Person viewer, String dub) {
        sees(
                viewer,
                List.of(viewer.gets("/v1/dubs/" + dub)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("context")));
    }

    private static void sees(Person viewer, List<String> contexts) {
        viewer.request()
                .body(Map.of("contexts", contexts))
                .post("/v1/feeds/impressions")
                .then()
                .statusCode(200)
                .body("counted", equalTo(contexts.size()));
    }

    private static void sets(Person author, String dub, String visibility) {
        author.request()
                .body(Map.of("visibility", visibility))
                .patch("/v1/dubs/" + dub)
                .then()
                .statusCode(200);
    }

    private void ranksByLikes() {
        world.admin()
                .request()
                .body(Map.of("formula", Map.of("score", "likes", "defaults", Map.of("likes", 0))))
                .put("/v1/admin/ranking/for-you")
                .then()
                .statusCode(200);
    }

    /** Room for newcomers on each page. */
    private record Places(int impressions, int every) implements ExploreConfig {}
}
