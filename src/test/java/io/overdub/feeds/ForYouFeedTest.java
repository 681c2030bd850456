package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.dubs.Like;
import io.overdub.dubs.Taste;
import io.overdub.dubs.Use;
import io.overdub.feeds.recommendations.Recommendations;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.Ids;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.quotes.QuoteId;
import io.overdub.world.Person;
import io.overdub.world.TestClock;
import io.overdub.world.Vandal;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ForYouFeedTest {

    private static final String FEED = "/v1/feeds/for-you";

    /** What is known of a reader is remembered for 30 s, what is popular for 3 s, who is who for 2 s. */
    private static final Duration MEMORY = Duration.ofSeconds(31);

    /** A process forgets an order that nobody reads. */
    private static final Duration SESSION = Duration.ofMinutes(31);

    private static final Script FORGET_SESSIONS = Script.of("""
            local sessions = redis.call('KEYS', 'feeds:order:' .. ARGV[1] .. ':*')
            for i = 1, #sessions do redis.call('DEL', sessions[i]) end
            return #sessions""");

    private static final Script EXISTS = Script.of("return redis.call('EXISTS', KEYS[1])");

    @Inject
    World world;

    @Inject
    Vandal vandal;

    @Inject
    Accounts accounts;

    @Inject
    DataSource database;

    @Inject
    RedisScripts redis;

    @Inject
    Dubs dubs;

    @Inject
    Timeline timeline;

    @Inject
    Connections connections;

    @Inject
    Recommendations recommendations;

    @Inject
    Ranking ranking;

    @Inject
    Seen seen;

    @Inject
    SeenRepository seenRepository;

    @Inject
    Newcomers newcomers;

    @Inject
    FeedbackBook feedback;

    @Inject
    DubLines lines;

    @Inject
    Scrolling scrolling;

    @Inject
    Ids ids;

    private static final class NoCandidates implements Candidates {

        @Override
        public List<Candidate> withIds(Collection<DubId> ids) {
            return List.of();
        }

        @Override
        public List<Candidate> popular(int window, int mostLiked, int newest) {
            return List.of();
        }

        @Override
        public List<Candidate> newestOf(Collection<QuoteId> quotes, int each) {
            return List.of();
        }

        @Override
        public List<Candidate> popularOf(QuoteId quote, int mostLiked, int newest) {
            return List.of();
        }

        @Override
        public List<Candidate> tagged(String tag, int newest) {
            return List.of();
        }

        @Override
        public List<DubId> newestOf(QuoteId quote, @Nullable UUID before, int limit) {
            return List.of();
        }

        @Override
        public List<DubId> newestTagged(String tag, @Nullable UUID before, int limit) {
            return List.of();
        }

        @Override
        public Map<AccountId, Double> usualLikes(Collection<AccountId> authors, Instant before) {
            return Map.of();
        }

        @Override
        public Set<AccountId> creatorsAmong(Collection<AccountId> people) {
            return Set.of();
        }

        @Override
        public List<Like> likes(Instant since, Instant until, @Nullable Like after, int limit) {
            return List.of();
        }

        @Override
        public List<DubId> commented(Instant since, Instant until, @Nullable DubId after, int limit) {
            return List.of();
        }

        @Override
        public List<Use> uses(Instant since, @Nullable DubId after, int limit) {
            return List.of();
        }

        @Override
        public List<Use> usesOf(Collection<DubId> dubs) {
            return List.of();
        }

        @Override
        public List<Like> likesBy(AccountId account, Instant since, int limit) {
            return List.of();
        }

        @Override
        public List<Use> usesBy(AccountId author, Instant since, int limit) {
            return List.of();
        }

        @Override
        public Optional<Use> newestUse(QuoteId quote, AccountId author) {
            return Optional.empty();
        }

        @Override
        public List<DubId> newest(@Nullable UUID before, int limit) {
            return List.of();
        }

        @Override
        public Taste tasteOf(AccountId account, Instant since, int quotes) {
            return Taste.NONE;
        }
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
    void each_item_says_why_it_is_there_and_what_ranked_it() {
        var reader = world.person("reader");
        var followed = world.person("followed");
        var stranger = world.person("stranger");
        var quote = world.quote("Taste");
        reader.follows(followed);
        var theirs = followed.publishes(world.quote("Theirs"), "", "followers");
        reader.publishes(quote);
        var similar = stranger.publishes(quote);
        var other = stranger.publishes(world.quote("Other"));
        settle();

        var feed = all(reader, FEED);

        assertThat(feed.reasons()).containsEntry(theirs, "following");
        assertThat(feed.reasons()).containsEntry(similar, "your_quotes");
        assertThat(feed.reasons()).containsEntry(other, "popular");
        assertThat(feed.mine(reader)).isEmpty();
        reader.gets(FEED)
                .then()
                .body("order", equalTo("ranked"))
                .body("items.context", everyItem(notNullValue()))
                .body("items.ranker.name", everyItem(equalTo("for-you")))
                .body("items.ranker.version", everyItem(equalTo(1)));
    }

    /** A page is filled up from what follows, but only so often. */
    @Test
    void what_private_accounts_made_takes_no_place_of_strangers_and_is_there_for_followers() {
        var quote = world.quote("Private hits");
        world.person("plain").publishes(quote);
        var fans = List.of(world.person("fan"), world.person("fan"), world.person("fan"));
        var follower = world.person("follower");
        var hits = new ArrayList<String>();
        for (var i = 0; i < 8; i++) {
            var shy = world.person("shy");
            var hit = shy.publishes(quote);
            fans.forEach(fan -> fan.likes(hit));
            follower.follows(shy);
            shy.goesPrivate();
            hits.add(hit);
        }
        settle();
        ranksBy("likes", Map.of("likes", 0));

        for (var path : List.of(FEED, FEED + "?personalised=false")) {
            var page = page(world.person("newcomer"), path + (path.contains("?") ? "&" : "?") + "limit=1");
            assertThat(idsOf(page)).as(path).hasSize(1).doesNotContainAnyElementsOf(hits);
        }
        assertThat(all(follower, FEED).ids()).containsAll(hits);
    }

    @Test
    void a_saved_formula_changes_the_order_and_its_version_stands_on_each_item() {
        var reader = world.person("reader");
        var quote = world.quote("Order");
        var loved = world.person("loved").publishes(quote);
        var plain = world.person("plain").publishes(quote);
        for (var i = 0; i < 3; i++) {
            world.person("fan").likes(loved);
        }
        settle();

        var version = ranksBy("likes", Map.of("likes", 0));
        var most = all(reader, FEED).ids();
        ranksBy("0 - likes", Map.of("likes", 0));
        var fewest = all(reader, FEED).ids();

        assertThat(most).containsSubsequence(loved, plain);
        assertThat(fewest).containsSubsequence(plain, loved);
        reader.gets(FEED).then().body("items.ranker.version", everyItem(equalTo(version + 1)));
    }

    @Test
    void what_people_write_under_a_dub_counts_twice_what_a_like_does() {
        var reader = world.person("reader");
        var quote = world.quote("Talked about");
        var fan = world.person("fan");
        var talked = world.person("talked").publishes(quote);
        var liked = world.person("liked").publishes(quote);
        fan.likes(liked);
        fan.comments(talked, "This one!");
        settle();

        ranksBy("popularity", Map.of("popularity", 0));
        var popular = all(reader, FEED).ids();
        ranksBy("0 - comments", Map.of("comments", 0));
        var quiet = all(reader, FEED).ids();

        assertThat(popular).containsSubsequence(talked, liked);
        assertThat(quiet).containsSubsequence(liked, talked);
    }

    @Test
    void likes_given_bring_their_author_up() {
        var reader = world.person("reader");
        var dear = world.person("dear");
        var quote = world.quote("Affinity");
        var older = dear.publishes(world.quote("Older"));
        var theirs = dear.publishes(quote);
        var newer = world.person("other").publishes(quote);
        reader.likes(older);
        settle();

        ranksBy("affinity", Map.of("affinity", 0));

        assertThat(all(reader, FEED).ids()).containsSubsequence(theirs, newer);
        assertThat(all(reader, FEED).ids().get(0)).isIn(theirs, older);
    }

    @Test
    void without_personalisation_everybody_gets_the_same() {
        var reader = world.person("reader");
        var other = world.person("other");
        var followed = world.person("followed");
        reader.follows(followed);
        var hidden = followed.publishes(world.quote("For followers"), "", "followers");
        var open = followed.publishes(world.quote("For all"));
        reader.likes(open);
        settle();
        ranksBy(
                "decay_exp(time) + 5 * following + affinity + quote_affinity",
                Map.of("following", 0, "affinity", 0, "quote_affinity", 0));

        var plain = all(reader, FEED + "?personalised=false");

        assertThat(plain.ids())
                .isEqualTo(all(other, FEED + "?personalised=false").ids());
        assertThat(plain.ids()).contains(open).doesNotContain(hidden);
        assertThat(plain.reasons().values()).containsOnly("popular");
        assertThat(all(reader, FEED).ids()).contains(hidden);
        reader.gets(FEED + "?personalised=maybe").then().statusCode(400);
    }

    /** Twenty people change scores and publish at each page while somebody scrolls through 500 dubs: nothing twice, nothing left out. */
    @Test
    void a_feed_that_is_scrolled_repeats_and_skips_nothing_whatever_happens_meanwhile() throws SQLException {
        var reader = world.person("reader");
        var quote = world.quote("Scrolled");
        var authors = List.of(world.person("one"), world.person("two"), world.person("three"));
        var before = new ArrayList<String>();
        for (var author : authors) {
            before.addAll(copies(author.publishes(quote), 160));
        }
        reader.follows(authors.get(0));
        settle();
        ranksBy("likes + rand()", Map.of("likes", 0));
        var fans = IntStream.range(0, 20).mapToObj(i -> world.person("fan")).toList();
        var workers = Executors.newFixedThreadPool(fans.size());

        var first = page(reader, FEED + "?limit=20");
        var seen = new ArrayList<>(idsOf(first));
        var pages = 1;
        for (var next = first.<String>path("next"); next != null; pages++) {
            var busy = new ArrayList<CompletableFuture<?>>();
            for (var i = 0; i < fans.size(); i++) {
                var turn = i + pages * fans.size();
                var fan = fans.get(i);
                busy.add(CompletableFuture.runAsync(
                        () -> {
                            var dub = before.get(turn * 7 % before.size());
                            switch (turn % 20) {
                                case 0 -> authors.get(turn / 20 % 3).publishes(quote);
                                case 5, 10, 15 -> fan.request().delete("/v1/dubs/" + dub + "/like");
                                default -> fan.likes(dub);
                            }
                        },
                        workers));
            }
            var page = page(reader, FEED + "?limit=20&cursor=" + next);
            seen.addAll(idsOf(page));
            next = page.path("next");
            busy.forEach(CompletableFuture::join);
        }

        workers.shutdown();
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(480);
        assertThat(seen).containsAll(before);
    }

    /** As many dubs like this one, as rows; it is one of them. */
    private List<String> copies(String dub, int count) throws SQLException {
        var all = new ArrayList<>(List.of(dub));
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into dubs.dub (id, author_id, quote_id, upload_id, caption, tags, visibility, quote_title, attribution,
                          media_key, content_type, duration_ms, width, height, published_at, version)
                        select ?, author_id, quote_id, ?, caption, tags, visibility, quote_title, attribution,
                          media_key, content_type, duration_ms, width, height, published_at, version
                        from dubs.dub where id = ?""")) {
            while (all.size() < count) {
                var id = ids.next();
                statement.setObject(1, id);
                statement.setObject(2, ids.next());
                statement.setObject(3, UUID.fromString(dub));
                statement.addBatch();
                all.add(id.toString());
            }
            statement.executeBatch();
        }
        return all;
    }

    @Test
    void the_same_page_comes_again_and_what_is_gone_is_left_out() {
        var reader = world.person("reader");
        var quote = world.quote("Gone");
        var author = world.person("author");
        var blocker = world.person("blocker");
        author.publishes(quote);
        var kept = author.publishes(quote);
        var deleted = author.publishes(quote);
        var hidden = author.publishes(quote);
        var blocked = blocker.publishes(quote);
        settle();
        // The newest last, so that the first page holds none of these.
        ranksBy("1 - decay_exp(time)", Map.of());
        var first = page(reader, FEED + "?limit=1");
        var next = FEED + "?limit=50&cursor=" + first.path("next");
        assertThat(idsOf(page(reader, next))).isEqualTo(idsOf(page(reader, next)));

        author.request().delete("/v1/dubs/" + deleted).then().statusCode(204);
        author.request()
                .body(Map.of("visibility", "private"))
                .patch("/v1/dubs/" + hidden)
                .then()
                .statusCode(200);
        blocker.blocks(reader);

        var rest = rest(reader, first.path("next"));
        assertThat(rest).contains(kept).doesNotContain(deleted, hidden, blocked);
    }

    @Test
    void who_is_muted_is_not_in_the_feed_on_no_page_of_it() {
        var reader = world.person("reader");
        var quote = world.quote("Muted");
        var loud = world.person("loud");
        var louder = world.person("louder");
        var first = loud.publishes(quote);
        var second = louder.publishes(quote);
        settle();
        reader.mutes(loud);
        assertThat(all(reader, FEED).ids()).contains(second).doesNotContain(first);
        assertThat(all(reader, FEED + "?personalised=false").ids()).doesNotContain(first);

        // Time fades last what is oldest: both are beyond the first page.
        ranksBy("1 - decay_exp(time)", Map.of());
        var next = page(reader, FEED + "?limit=1").<String>path("next");
        reader.mutes(louder);

        assertThat(rest(reader, next)).doesNotContain(first, second);
    }

    /** Candidates, and whom somebody avoids, are remembered for 3 s, and all that happens here takes less. */
    @Test
    void what_is_remembered_of_candidates_shows_nothing_that_is_gone_or_unwanted() {
        var reader = world.person("reader");
        var author = world.person("author");
        var shy = world.person("shy");
        var loud = world.person("loud");
        var blocker = world.person("blocker");
        var quote = world.quote("Remembered");
        author.follows(shy);
        var kept = author.publishes(quote);
        var deleted = author.publishes(quote);
        var hidden = author.publishes(quote);
        var shyly = shy.publishes(quote);
        var loudly = loud.publishes(quote);
        var blocked = blocker.publishes(quote);
        settle();
        ranksBy("decay_exp(time)", Map.of());
        var before = idsOf(page(reader, FEED + "?limit=50"));
        assertThat(before).contains(kept, deleted, hidden, shyly, loudly, blocked);
        page(author, FEED);

        author.request().delete("/v1/dubs/" + deleted).then().statusCode(204);
        author.request()
                .body(Map.of("visibility", "private"))
                .patch("/v1/dubs/" + hidden)
                .then()
                .statusCode(200);
        shy.goesPrivate();
        reader.mutes(loud);
        blocker.blocks(reader);

        var after = idsOf(page(reader, FEED + "?limit=50"));
        assertThat(after).contains(kept).doesNotContain(deleted, hidden, shyly, loudly, blocked);
        assertThat(idsOf(page(reader, FEED + "?limit=50&personalised=false")))
                .contains(kept)
                .doesNotContain(deleted, hidden, shyly, loudly, blocked);
        assertThat(idsOf(page(author, FEED + "?limit=50"))).contains(shyly, loudly, blocked);
    }

    @Test
    void a_dub_whose_film_is_still_worked_on_is_no_candidate() {
        var analyst = world.staff("analyst");
        var viewer = world.person("viewer");
        var followed = world.person("followed");
        viewer.follows(followed);
        var ready = followed.publishes(world.quote("Ready"));
        var early = followed.publishes(world.quote("Early"));
        settle();

        try (var work = vandal.does(new Vandal.Idea("dubs.dub", "state", "'processing'"), "id = '" + early + "'")) {
            assertThat(work.holds()).isEqualTo("processing");
            List<String> seen = preview(analyst, viewer, "following", Map.of("following", 0))
                    .path("draft.items.dub_id");
            assertThat(seen).contains(ready).doesNotContain(early);
        }
    }

    @Test
    void what_was_seen_stays_away_for_a_fortnight_and_only_from_who_saw_it() {
        var reader = world.person("reader");
        var other = world.person("other");
        var author = world.person("author");
        var quote = world.quote("Seen");
        var dubs = List.of(author.publishes(quote), author.publishes(quote), author.publishes(quote));
        settle();
        ranksBy("decay_exp(time)", Map.of());
        var items = page(reader, FEED + "?limit=50").jsonPath();
        var seen = dubs.subList(0, 2);
        var contexts = new ArrayList<String>();
        for (var dub : seen) {
            contexts.add(items.getString("items.find { it.dub.id == '" + dub + "' }.context"));
        }

        for (var time = 0; time < 2; time++) {
            reader.request()
                    .body(Map.of("contexts", contexts))
                    .post("/v1/feeds/impressions")
                    .then()
                    .statusCode(200)
                    .body("counted", equalTo(2))
                    .body("refused", equalTo(0));
        }

        assertThat(all(reader, FEED).ids()).contains(dubs.get(2)).doesNotContainAnyElementsOf(seen);
        assertThat(all(other, FEED).ids()).containsAll(dubs);
        assertThat(all(reader, FEED + "?personalised=false").ids()).containsAll(dubs);
        // Days later, by clocks of its own.
        var viewer = new AccountId(UUID.fromString(reader.id()));
        var later = new TestClock();
        later.advance(Duration.between(later.instant(), world.clock().instant()).plus(Duration.ofDays(14)));
        assertThat(new Seen(seenRepository, later).by(viewer).has(UUID.fromString(seen.get(0))))
                .isTrue();
        later.advance(Duration.ofDays(1));
        assertThat(new Seen(seenRepository, later).by(viewer).has(UUID.fromString(seen.get(0))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"your_quotes", "following"})
    void what_is_new_of_their_quotes_or_people_and_who_likes_it_shows_within_seconds(String reason) {
        var reader = world.person("reader");
        var author = world.person("author");
        var quote = world.quote("Warm");
        if (reason.equals("following")) {
            reader.follows(author);
        } else {
            reader.publishes(quote);
        }
        var first = author.publishes(quote);
        ranksBy("likes", Map.of("likes", 0));
        settle();
        assertThat(all(reader, FEED).ids()).contains(first);

        var second = author.publishes(quote);
        world.person("fan").likes(first);
        world.settle();
        world.clock().advance(Duration.ofSeconds(4));

        var feed = all(reader, FEED);
        assertThat(feed.reasons()).containsEntry(second, reason);
        // Of those with as many likes the newer one comes first.
        assertThat(feed.ids()).containsSubsequence(first, second);
    }

    @Test
    void a_day_of_which_nobody_can_say_what_was_seen_takes_no_feed_away() {
        var reader = world.person("reader");
        var dub = world.person("author").publishes(world.quote("Unreadable day"));
        settle();
        seen.add(AccountId.fromString(reader.id()), List.of(ids.next()));

        for (var rubbish : List.of("null", "array[null::bigint]", "array[array[7::bigint]]")) {
            try (var damage = vandal.does(
                    new Vandal.Idea("feeds.seen", "marks", rubbish), "account_id = '" + reader.id() + "'")) {
                world.clock().advance(Duration.ofSeconds(4));
                assertThat(all(reader, FEED).ids()).as(damage.holds()).contains(dub);
            }
        }
    }

    @Test
    void contexts_of_others_and_made_up_ones_count_nothing() {
        var reader = world.person("reader");
        var other = world.person("other");
        var dub = world.person("author").publishes(world.quote("Forged"));
        settle();
        ranksBy("decay_exp(time)", Map.of());
        var theirs = page(other, FEED + "?limit=50")
                .jsonPath()
                .getString("items.find { it.dub.id == '" + dub + "' }.context");

        reader.request()
                .body(Map.of("contexts", List.of(theirs, "made up", theirs.substring(1))))
                .post("/v1/feeds/impressions")
                .then()
                .statusCode(200)
                .body("counted", equalTo(0))
                .body("refused", equalTo(3));

        assertThat(all(reader, FEED).ids()).contains(dub);
        for (var body :
                List.of(Map.of(), Map.of("contexts", List.of()), Map.of("contexts", Collections.nCopies(101, "x")))) {
            reader.request().body(body).post("/v1/feeds/impressions").then().statusCode(422);
        }
    }

    @Test
    void a_feed_that_redis_lost_goes_on_where_it_began_and_then_everywhere() {
        var reader = world.person("reader");
        var author = world.person("author");
        var quote = world.quote("Lost by Redis");
        for (var i = 0; i < 4; i++) {
            author.publishes(quote);
        }
        settle();
        var all = idsOf(page(reader, FEED + "?limit=4"));
        var next = page(reader, FEED + "?limit=1").<String>path("next");

        assertThat(forgetSessionsOf(reader)).isPositive();
        var second = page(reader, FEED + "?limit=1&cursor=" + next);
        assertThat(idsOf(second)).containsExactly(all.get(1));
        // It is there again for other processes.
        assertThat(forgetSessionsOf(reader)).isEqualTo(1);

        // Who scrolls for hours goes on as well.
        world.clock().advance(Duration.ofMinutes(20));
        var third = page(world.again(reader), FEED + "?limit=1&cursor=" + second.path("next"));
        assertThat(idsOf(third)).containsExactly(all.get(2));
        world.clock().advance(Duration.ofMinutes(20));
        assertThat(forgetSessionsOf(reader)).isEqualTo(1);
        assertThat(idsOf(page(world.again(reader), FEED + "?limit=1&cursor=" + third.path("next"))))
                .containsExactly(all.get(3));
    }

    @Test
    void a_feed_that_has_ended_is_begun_again() {
        var reader = world.person("reader");
        var author = world.person("author");
        var quote = world.quote("Ended");
        author.publishes(quote);
        author.publishes(quote);
        settle();
        var next = page(reader, FEED + "?limit=1").<String>path("next");
        assertThat(next).isNotNull();

        assertThat(forgetSessionsOf(reader)).isPositive();
        world.clock().advance(SESSION);
        var later = world.again(reader);

        later.gets(FEED + "?limit=1&cursor=" + next)
                .then()
                .statusCode(410)
                .body("code", equalTo("cursor_expired"))
                .body("detail", equalTo("This feed has ended: start again without a cursor"));
        page(later, FEED + "?limit=1");
    }

    private int forgetSessionsOf(Person reader) {
        return redis.run(FORGET_SESSIONS, List.of(), List.of(reader.id()))
                .orElseThrow()
                .toInteger();
    }

    @Test
    void a_session_that_holds_rubbish_has_ended() {
        var reader = world.person("reader");
        var author = world.person("author");
        var quote = world.quote("Rubbish");
        for (var i = 0; i < 3; i++) {
            author.publishes(quote);
        }
        settle();
        var next = page(reader, FEED + "?limit=1").<String>path("next");
        // Where it began, nobody knows it any more either.
        world.clock().advance(SESSION);
        var later = world.again(reader);
        var spoil = Script.of("""
                local sessions = redis.call('KEYS', 'feeds:order:' .. ARGV[1] .. ':*')
                redis.call('HSET', sessions[1], 'items', ARGV[2])
                return 1""");

        for (var rubbish : List.of("", "AFAA", "A".repeat(47), "A".repeat(48), "AF" + "!".repeat(46))) {
            assertThat(redis.run(spoil, List.of(), List.of(reader.id(), rubbish)))
                    .isPresent();
            later.gets(FEED + "?limit=1&cursor=" + next).then().statusCode(410);
        }
    }

    @Test
    void a_feed_without_candidates_is_empty_and_at_its_end() {
        var nothing = new Shortlist(
                new SharedCandidates(new NoCandidates(), accounts, world.clock()),
                newcomers,
                new NoCandidates(),
                dubs,
                timeline,
                connections,
                recommendations,
                feedback,
                world.clock());
        var feed = new ForYouFeed(nothing, ranking, seen, feedback, new NoCandidates(), lines, scrolling);

        var page = feed.read(new AccountId(ids.next()), true, null, 20);

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isNull();
        assertThat(page.order()).isEqualTo(FeedPage.Order.RANKED);
    }

    @Test
    void a_cursor_works_for_its_own_feed_only() {
        var reader = world.person("reader");
        var other = world.person("other");
        var author = world.person("author");
        var quote = world.quote("Cursor");
        author.publishes(quote);
        author.publishes(quote);
        settle();
        var next = page(reader, FEED + "?limit=1").<String>path("next");

        for (var path : List.of(FEED + "?cursor=" + next + "x", FEED + "?personalised=false&cursor=" + next)) {
            reader.gets(path).then().statusCode(400).body("code", equalTo("bad_cursor"));
        }
        other.gets(FEED + "?cursor=" + next).then().statusCode(400).body("code", equalTo("bad_cursor"));
        reader.gets("/v1/feeds/home?cursor=" + next).then().statusCode(400).body("code", equalTo("bad_cursor"));
    }

    @Test
    void a_preview_shows_both_orders_and_touches_nobody() {
        var analyst = world.staff("analyst");
        var viewer = world.person("viewer");
        var followed = world.person("followed");
        var quote = world.quote("Preview");
        viewer.follows(followed);
        var theirs = followed.publishes(quote, "", "followers");
        var loved = world.person("loved").publishes(quote);
        for (var i = 0; i < 4; i++) {
            world.person("fan").likes(loved);
        }
        settle();

        var preview = preview(analyst, viewer, "1000 * following + likes", Map.of("following", 0, "likes", 0))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(preview.getString("draft.items[0].dub_id")).isEqualTo(theirs);
        assertThat(preview.getString("draft.items[0].reason")).isEqualTo("following");
        assertThat(preview.getFloat("draft.items[0].score")).isEqualTo(1_000);
        assertThat(preview.getString("today.ranker.name")).isEqualTo("for-you");
        assertThat(preview.<Object>get("draft.ranker")).isNull();
        assertThat(preview.getInt("candidates")).isGreaterThanOrEqualTo(2);
        assertThat(preview.getList("today.items")).hasSameSizeAs(preview.getList("draft.items"));
        assertThat(preview.getList("overlap.k")).isEqualTo(List.of(10, 20, 50));
        assertThat(preview.getList("overlap.share", Float.class)).allMatch(share -> share >= 0 && share <= 1);
        assertThat(preview.getFloat("draft.new_creators")).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(preview.getFloat("draft.quote_diversity")).isBetween(0f, 1f);
        var timeline = redis.run(EXISTS, List.of("feeds:home:" + viewer.id()), List.of());
        assertThat(timeline.orElseThrow().toInteger()).isZero();
        analyst.gets("/v1/admin/ranking/draft").then().statusCode(404);
    }

    @Test
    void a_preview_refuses_what_saving_would_refuse() {
        var analyst = world.staff("analyst");
        var viewer = world.person("viewer");

        preview(analyst, viewer, "1 / likes", Map.of("likes", 0))
                .then()
                .statusCode(422)
                .body("code", equalTo("formula_refused"));
        analyst.request()
                .body(Map.of("viewer", "01993f2a-7c00-7000-8000-00000000ffff", "formula", Map.of("score", "1")))
                .post("/v1/admin/ranking/preview")
                .then()
                .statusCode(404)
                .body("code", equalTo("account_not_found"));
    }

    private static Response preview(Person analyst, Person viewer, String score, Map<String, Integer> defaults) {
        return analyst.request()
                .body(Map.of("viewer", viewer.id(), "formula", Map.of("score", score, "defaults", defaults)))
                .post("/v1/admin/ranking/preview");
    }

    /** The version that ranks from now on. */
    private int ranksBy(String score, Map<String, Integer> defaults) {
        return world.admin()
                .request()
                .body(Map.of("formula", Map.of("score", score, "defaults", defaults)))
                .put("/v1/admin/ranking/for-you")
                .then()
                .statusCode(200)
                .extract()
                .path("version");
    }

    private void settle() {
        world.settle();
        world.clock().advance(MEMORY);
    }

    private record Feed(List<String> ids, Map<String, String> reasons, List<String> authors) {

        List<String> mine(Person person) {
            return authors.stream().filter(person.id()::equals).toList();
        }
    }

    private static Feed all(Person reader, String path) {
        var ids = new ArrayList<String>();
        var reasons = new HashMap<String, String>();
        var authors = new ArrayList<String>();
        var page = page(reader, path);
        while (true) {
            JsonPath json = page.jsonPath();
            List<String> some = json.getList("items.dub.id");
            List<String> why = json.getList("items.reason");
            for (var i = 0; i < some.size(); i++) {
                reasons.put(some.get(i), why.get(i));
            }
            ids.addAll(some);
            authors.addAll(json.getList("items.dub.author.id"));
            String next = json.getString("next");
            if (next == null) {
                return new Feed(ids, reasons, authors);
            }
            page = page(reader, path + (path.contains("?") ? "&" : "?") + "limit=50&cursor=" + next);
        }
    }

    private static List<String> rest(Person reader, String cursor) {
        var ids = new ArrayList<String>();
        for (var next = cursor; next != null; ) {
            var page = page(reader, FEED + "?limit=50&cursor=" + next);
            ids.addAll(idsOf(page));
            next = page.path("next");
        }
        return ids;
    }

    private static ExtractableResponse<Response> page(Person reader, String path) {
        return reader.gets(path).then().statusCode(200).extract();
    }

    private static List<String> idsOf(ExtractableResponse<Response> page) {
        return page.path("items.dub.id");
    }
}
