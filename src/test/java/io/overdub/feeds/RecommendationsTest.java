package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.dubs.Habits;
import io.overdub.feeds.recommendations.Recommendations;
import io.overdub.feeds.recommendations.Recommender;
import io.overdub.feeds.recommendations.SuggestionRounds;
import io.overdub.feeds.recommendations.Suggestions;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Pages;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.quotes.Folding;
import io.overdub.quotes.Quotes;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people are advised to dub and whom to follow. */
@QuarkusTest
class RecommendationsTest {

    private static final String QUOTES = "/v1/me/recommended-quotes";
    private static final String PEOPLE = "/v1/me/recommended-people";

    private static final Script FORGET_ORDERS = Script.of("""
            local orders = redis.call('KEYS', 'feeds:order:advice/*')
            for i = 1, #orders do redis.call('DEL', orders[i]) end
            return #orders""");

    @Inject
    World world;

    @Inject
    SuggestionRounds rounds;

    @Inject
    Recommendations recommendations;

    @Inject
    Folding folding;

    @Inject
    Habits habits;

    @Inject
    Recommender recommender;

    @Inject
    Quotes catalogue;

    @Inject
    Accounts accounts;

    @Inject
    Connections connections;

    @Inject
    FeedSessions sessions;

    @Inject
    Pages pages;

    @Inject
    Ids ids;

    @Inject
    RedisScripts redis;

    @Test
    void who_dubs_the_same_is_advised_what_the_others_dub_as_well() {
        var shared = world.quote("Shared");
        var often = world.quote("Often with it");
        var once = world.quote("Once with it");
        for (var name : List.of("one", "two", "three")) {
            var author = world.person(name);
            author.publishes(shared);
            author.publishes(often);
            if (name.equals("one")) {
                author.publishes(once);
            }
        }
        var reader = world.person("reader");
        reader.publishes(shared);
        world.settle();

        rounds.work();

        assertThat(usedTogether(reader)).containsExactly(often, once);
    }

    @Test
    void while_nothing_can_be_kept_they_are_advised_all_the_same() {
        var shared = world.quote("Shared");
        var other = world.quote("With it");
        var author = world.person("author");
        author.publishes(shared);
        author.publishes(other);
        var reader = world.person("reader");
        reader.publishes(shared);
        var friend = world.person("friend");
        reader.follows(friend);
        friend.follows(author);
        world.settle();
        var adviser = new Adviser(
                habits,
                new NothingKept(),
                recommender,
                catalogue,
                accounts,
                connections,
                sessions,
                pages,
                ids,
                world.clock());

        assertThat(adviser.quotesFor(AccountId.fromString(reader.id()), null, 50)
                        .items())
                .filteredOn(advised -> advised.reason() == RecommendedQuote.Reason.USED_TOGETHER)
                .extracting(advised -> advised.quote().id().toString())
                .containsExactly(other);
        assertThat(adviser.peopleFor(AccountId.fromString(reader.id()), null, 50)
                        .items())
                .extracting(advised -> advised.account().id())
                .containsExactly(AccountId.fromString(author.id()));
    }

    /** As an engine that is away: there is nothing, and nothing can be put there. */
    private static final class NothingKept implements Recommendations {

        @Override
        public Optional<Suggestions> of(AccountId account) {
            return Optional.empty();
        }

        @Override
        public void keep(Map<AccountId, Suggestions> suggestions, Instant now) {
            throw new EngineAway("The engine of this test");
        }

        @Override
        public int forget(AccountId account, int limit) {
            throw new EngineAway("The engine of this test");
        }
    }

    @Test
    void what_somebody_knows_already_is_no_advice() {
        var shared = world.quote("Shared");
        var liked = world.quote("Liked");
        var author = world.person("author");
        author.publishes(shared);
        var dub = author.publishes(liked);
        var reader = world.person("reader");
        reader.publishes(shared);
        reader.likes(dub);
        world.settle();
        folding.once();

        rounds.work();

        assertThat(reader.pages(QUOTES + "?limit=50", "items.quote.id")).doesNotContain(shared, liked);
    }

    @Test
    void what_somebody_has_dubbed_since_the_round_is_no_advice_any_more() {
        var shared = world.quote("Shared");
        var next = world.quote("Next");
        var author = world.person("author");
        author.publishes(shared);
        author.publishes(next);
        var reader = world.person("reader");
        reader.publishes(shared);
        world.settle();
        rounds.work();
        assertThat(usedTogether(reader)).containsExactly(next);

        reader.publishes(next);

        assertThat(reader.pages(QUOTES + "?limit=50", "items.quote.id")).doesNotContain(shared, next);
    }

    @Test
    void who_begins_anew_is_advised_to_others_as_before() {
        var ada = world.person("ada");
        var reader = world.person("reader");
        var whom = new AccountId(UUID.fromString(ada.id()));
        var to = new AccountId(UUID.fromString(reader.id()));
        recommendations.keep(
                Map.of(to, new Suggestions(List.of(), List.of(whom))),
                world.clock().instant());

        ada.request().delete("/v1/me/personalisation").then().statusCode(204);

        assertThat(recommendations.of(to).orElseThrow().people()).containsExactly(whom);
    }

    @Test
    void a_hit_weighs_less_than_what_few_use() {
        var shared = world.quote("Shared");
        var hit = world.quote("Hit");
        var rare = world.quote("Rare");
        var author = world.person("author");
        author.publishes(shared);
        author.publishes(hit);
        author.publishes(rare);
        for (var other = 0; other < 12; other++) {
            world.person("fan").publishes(hit);
        }
        var reader = world.person("reader");
        reader.publishes(shared);
        world.settle();

        rounds.work();

        assertThat(usedTogether(reader)).containsExactly(rare, hit);
    }

    @Test
    void private_dubs_advise_nobody() {
        var shared = world.quote("Shared");
        var secret = world.quote("Secret");
        var author = world.person("author");
        author.publishes(shared);
        author.publishes(secret, "For me", "private");
        var reader = world.person("reader");
        reader.publishes(shared);
        world.settle();

        rounds.work();

        assertThat(usedTogether(reader)).isEmpty();
    }

    @Test
    void a_quote_that_is_withdrawn_since_the_round_is_left_out() {
        var shared = world.quote("Shared");
        var gone = world.quote("Gone");
        var author = world.person("author");
        author.publishes(shared);
        author.publishes(gone);
        var reader = world.person("reader");
        reader.publishes(shared);
        world.settle();
        rounds.work();
        assertThat(usedTogether(reader)).containsExactly(gone);

        world.staff("editor").request().delete("/v1/quotes/" + gone).then().statusCode(204);
        world.clock().advance(Duration.ofSeconds(3));

        assertThat(usedTogether(reader)).isEmpty();
    }

    @Test
    void a_newcomer_is_seen_to_before_the_next_round_and_finds_what_all_use() {
        var popular = world.quote("Popular");
        world.person("author").publishes(popular);
        var newcomer = world.person("newcomer");
        world.settle();

        var page = newcomer.gets(QUOTES + "?limit=50");

        page.then().statusCode(200);
        assertThat(page.jsonPath().getList("items.reason", String.class))
                .isNotEmpty()
                .containsOnly("popular");
        assertThat(recommendations.of(AccountId.fromString(newcomer.id()))).isPresent();
    }

    @Test
    void pages_repeat_and_skip_nothing() {
        var shared = world.quote("Shared");
        var author = world.person("author");
        author.publishes(shared);
        for (var n = 0; n < 7; n++) {
            author.publishes(world.quote("Number " + n));
        }
        var reader = world.person("reader");
        reader.publishes(shared);
        world.settle();
        rounds.work();

        var paged = reader.pages(QUOTES + "?limit=3", "items.quote.id");

        assertThat(paged)
                .doesNotHaveDuplicates()
                .startsWith(usedTogether(reader).toArray(String[]::new));
        assertThat(usedTogether(reader)).hasSize(7);
    }

    @Test
    void whoever_dubs_between_two_pages_misses_nothing_and_meets_nothing_again() {
        var shared = world.quote("Shared");
        var author = world.person("author");
        author.publishes(shared);
        for (var n = 0; n < 6; n++) {
            author.publishes(world.quote("Number " + n));
        }
        var reader = world.person("reader");
        reader.publishes(shared);
        world.settle();
        rounds.work();
        var all = usedTogether(reader);
        var first = reader.gets(QUOTES + "?limit=2");
        assertThat(first.<List<String>>path("items.quote.id")).isEqualTo(all.subList(0, 2));

        reader.publishes(all.get(0));
        reader.publishes(all.get(4));
        // And what others do makes what is popular another order.
        author.publishes(all.get(5));
        world.settle();
        rounds.work();

        assertThat(rest(reader, QUOTES, first.path("next"), "items.quote.id"))
                .doesNotHaveDuplicates()
                .startsWith(all.get(2), all.get(3), all.get(5))
                .doesNotContain(all.get(0), all.get(1), all.get(4));
    }

    @Test
    void whoever_follows_between_two_pages_misses_nobody_and_meets_nobody_again() {
        var reader = world.person("reader");
        var friend = world.person("friend");
        reader.follows(friend);
        for (var n = 0; n < 5; n++) {
            friend.follows(world.person("somebody"));
        }
        reader.publishes(world.quote("Anything"));
        world.settle();
        rounds.work();
        var all = people(reader);
        assertThat(all).hasSize(5);
        var first = reader.gets(PEOPLE + "?limit=2");

        follow(reader, all.get(0));
        follow(reader, all.get(3));
        rounds.work();

        assertThat(rest(reader, PEOPLE, first.path("next"), "items.account.id"))
                .containsExactly(all.get(2), all.get(4));
    }

    @Test
    void where_nobody_knows_the_order_any_more_advice_goes_on_at_the_same_place() {
        var reader = world.person("reader");
        var friend = world.person("friend");
        reader.follows(friend);
        for (var n = 0; n < 4; n++) {
            friend.follows(world.person("somebody"));
        }
        var all = people(reader);
        var next = reader.gets(PEOPLE + "?limit=1").<String>path("next");

        assertThat(redis.run(FORGET_ORDERS, List.of(), List.of()).orElseThrow().toInteger())
                .isPositive();
        world.clock().advance(Duration.ofMinutes(31));

        assertThat(rest(world.again(reader), PEOPLE, next, "items.account.id")).isEqualTo(all.subList(1, 4));
    }

    private static void follow(Person reader, String somebody) {
        reader.request().put("/v1/accounts/" + somebody + "/follow").then().statusCode(204);
    }

    private static List<String> rest(Person reader, String list, String cursor, String field) {
        var all = new ArrayList<String>();
        for (var next = cursor; next != null; ) {
            var page = reader.gets(list + "?limit=2&cursor=" + next);
            page.then().statusCode(200);
            all.addAll(page.<List<String>>path(field));
            next = page.path("next");
        }
        return all;
    }

    @Test
    void whom_friends_follow_is_somebody_to_follow() {
        var reader = world.person("reader");
        var friend = world.person("friend");
        var other = world.person("other");
        var both = world.person("both");
        var one = world.person("one");
        var blocked = world.person("blocked");
        reader.follows(friend);
        reader.follows(other);
        friend.follows(one);
        List.of(friend, other).forEach(somebody -> somebody.follows(both));
        friend.follows(reader);
        friend.follows(other);
        friend.follows(blocked);
        blocked.blocks(reader);
        reader.publishes(world.quote("Anything"));
        world.settle();

        rounds.work();
        assertThat(people(reader)).containsExactly(both.id(), one.id());

        reader.follows(both);
        one.blocks(reader);
        assertThat(people(reader)).isEmpty();
    }

    @Test
    void whoever_was_asked_to_be_followed_is_no_advice_until_they_decline() {
        var reader = world.person("reader");
        var friend = world.person("friend");
        var shy = world.person("shy");
        reader.follows(friend);
        friend.follows(shy);
        shy.goesPrivate();
        assertThat(people(reader)).containsExactly(shy.id());

        reader.follows(shy);
        assertThat(people(reader)).isEmpty();
        shy.declines(reader);
        assertThat(people(reader)).containsExactly(shy.id());
    }

    @Test
    void a_round_that_broke_off_goes_on_where_it_was() {
        var first = world.person("first");
        var second = world.person("second");
        List.of(first, second).forEach(person -> person.publishes(world.quote("Active")));
        world.settle();
        rounds.breakOffAfter(AccountId.fromString(first.id()));

        rounds.goOn();

        assertThat(recommendations.of(AccountId.fromString(first.id()))).isEmpty();
        assertThat(recommendations.of(AccountId.fromString(second.id()))).isPresent();
    }

    @Test
    void a_round_comes_four_times_a_day() {
        var shared = world.quote("Shared");
        var later = world.quote("Later");
        var author = world.person("author");
        author.publishes(shared);
        var reader = world.person("reader");
        reader.publishes(shared);
        world.settle();
        rounds.work();
        author.publishes(later);
        world.settle();

        rounds.goOn();
        assertThat(usedTogether(reader)).isEmpty();

        world.clock().advance(Duration.ofHours(6).plusSeconds(1));
        rounds.goOn();
        assertThat(usedTogether(world.again(reader))).containsExactly(later);
    }

    @Test
    void the_for_you_feed_has_dubs_of_what_is_advised() {
        var shared = world.quote("Shared");
        var close = world.quote("Close");
        var author = world.person("author");
        author.publishes(shared);
        var dub = author.publishes(close);
        var reader = world.person("reader");
        reader.publishes(shared);
        world.settle();
        rounds.work();

        assertThat(reasonsInForYou(reader).get(dub)).isEqualTo("similar_quotes");
    }

    private static List<String> usedTogether(Person reader) {
        var page = reader.gets(QUOTES + "?limit=50");
        page.then().statusCode(200);
        return page.jsonPath().getList("items.findAll { it.reason == 'used_together' }.quote.id", String.class);
    }

    private static List<String> people(Person reader) {
        var page = reader.gets(PEOPLE);
        page.then().statusCode(200);
        return page.jsonPath().getList("items.account.id", String.class);
    }

    /** Of all pages: what is popular or new may come first. */
    private static Map<String, String> reasonsInForYou(Person reader) {
        var all = new HashMap<String, String>();
        var cursor = "";
        while (cursor != null) {
            var page = reader.gets("/v1/feeds/for-you?limit=50&cursor=" + cursor);
            page.then().statusCode(200);
            var ids = page.jsonPath().getList("items.dub.id", String.class);
            var reasons = page.jsonPath().getList("items.reason", String.class);
            for (var n = 0; n < ids.size(); n++) {
                all.put(ids.get(n), reasons.get(n));
            }
            cursor = page.path("next");
        }
        return all;
    }
}
