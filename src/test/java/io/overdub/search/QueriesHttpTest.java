package io.overdub.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.Sql;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QueriesHttpTest {

    @Inject
    World world;

    @Inject
    Ear ear;

    @Inject
    QueryRepository queries;

    @Inject
    RedisScripts redis;

    @Inject
    TrendingConfig config;

    @Inject
    Voices voices;

    @Inject
    Sql sql;

    @Test
    void what_stands_counts_as_asked_and_what_was_typed_on_the_way_does_not() {
        var word = word();
        var reader = world.person("reader");
        var id = AccountId.fromString(reader.id());
        for (var typed :
                List.of(word.substring(0, 4), word, word + "  Ä", "?!…", "somebody@" + word, "somebody\uFF20" + word)) {
            ear.hear(id, typed, false);
        }
        reader.request()
                .queryParam("q", word + " by HTTP")
                .get("/v1/search")
                .then()
                .statusCode(200);
        ear.writeDown(Instant.MAX);

        assertThat(recent(reader))
                .containsExactlyInAnyOrder(
                        "somebody@" + word, "somebody\uFF20" + word, word + "  Ä", word + " by HTTP");
        for (var i = 0; i < 25; i++) {
            ear.hear(id, i + " " + word, true);
            world.clock().advance(Duration.ofMillis(10));
        }
        ear.writeDown(Instant.MAX);
        assertThat(recent(reader)).hasSize(20).startsWith("24 " + word).doesNotContain("4 " + word);
        assertThat(recent(world.person("other"))).isEmpty();

        var analyst = world.staff("analyst");
        analyst.gets("/v1/admin/search/queries?zero=true&limit=100")
                .then()
                .statusCode(200)
                .body("items.query", hasItem(word + " ä"))
                .body("items.query", not(hasItem(word)))
                .body("items.query", not(hasItem("somebody@" + word)))
                .body("items.query", not(hasItem("somebody\uFF20" + word)))
                .body("items.query", not(hasItem("1 " + word)))
                .body("items.find { it.query == '" + word + " ä' }.asked", equalTo(1))
                .body("items.find { it.query == '" + word + " ä' }.unanswered", equalTo(1));
        assertThat(counted(word)).isEqualTo(27);

        ear.hear(id, "late " + word, true);
        reader.request().delete("/v1/me/searches").then().statusCode(204);
        ear.writeDown(Instant.MAX);
        assertThat(recent(reader)).isEmpty();

        queries.sweep(world.clock().instant().plus(Duration.ofDays(32)));
        assertThat(counted(word)).isZero();
    }

    @Test
    void what_enough_people_ask_for_trends_until_it_is_blocked_or_fades() {
        var word = word();
        var rare = word();
        ask(word, people(5), true);
        ask(rare, people(4), true);
        var insistent = people(1).get(0);
        for (var i = 0; i < 9; i++) {
            ask(rare, List.of(insistent, insistent), true);
            ask("x" + rare, List.of(insistent), true);
        }
        ask("nothing " + word, people(6), false);
        world.clock().advance(Duration.ofSeconds(6));

        assertThat(trending()).contains(word, rare).doesNotContain("x" + rare, "nothing " + word);
        assertThat(trending().indexOf(word)).isLessThan(10);

        var admin = world.admin();
        var before = admin.gets("/v1/admin/search/rules").<Integer>path("version");
        admin.request()
                .body(Map.of("rules", Map.of("blocked_words", List.of(word.toUpperCase(Locale.ROOT)))))
                .put("/v1/admin/search/rules")
                .then()
                .statusCode(200);
        assertThat(trending()).contains(rare).doesNotContain(word);
        admin.request()
                .body(Map.of("version", before))
                .post("/v1/admin/search/rules/restore")
                .then()
                .statusCode(200);

        var afterwards = Clock.offset(world.clock(), Duration.ofDays(3));
        var elsewhere = new TrendingQueries(redis, voices, config, afterwards);
        var later = word();
        elsewhere.count(people(5).stream()
                .map(person -> Heard.of(person, later, true, afterwards.instant()))
                .toList());
        elsewhere.tidy();
        assertThat(elsewhere.top()).contains(later).doesNotContain(word, rare);
    }

    /** Accounts cost nothing; places in the network do. */
    @Test
    void whoever_is_new_counts_as_one_with_all_who_are_new_in_the_same_network() {
        var word = word();
        var alone = word + " alone";
        var joined = word + " joined";
        world.quote(alone);
        world.quote(joined);
        world.settle();
        for (var n = 0; n < 6; n++) {
            var guest = world.guest();
            var newcomer = world.person("newcomer");
            for (var person : List.of(guest, newcomer)) {
                search(person, alone);
                ear.writeDown(Instant.MAX);
                search(person, joined);
                ear.writeDown(Instant.MAX);
            }
        }
        assertThat(unanswered(alone)).isZero();
        ask(alone, people(3), true);
        ask(joined, people(4), true);
        world.clock().advance(Duration.ofSeconds(6));

        assertThat(trending()).contains(joined).doesNotContain(alone);
    }

    @Test
    void whoever_is_limited_makes_nothing_trend() {
        var word = word();
        var askers = people(5);
        world.staff("moderator")
                .request()
                .body(Map.of("reason", "robot"))
                .put("/v1/admin/accounts/" + askers.get(0) + "/limit")
                .then()
                .statusCode(204);
        ask(word, askers, true);
        world.clock().advance(Duration.ofSeconds(6));

        assertThat(trending()).doesNotContain(word);
    }

    @Test
    void who_wants_only_what_is_necessary_to_be_recorded_is_counted_nowhere() {
        var word = word();
        var shy = IntStream.range(0, 5).mapToObj(i -> world.person("shy")).toList();
        shy.forEach(person -> person.request()
                .body(Map.of("opted_out", true))
                .put("/v1/me/analytics")
                .then()
                .statusCode(200));

        ask(word, shy.stream().map(person -> AccountId.fromString(person.id())).toList(), true);
        ask("nothing " + word, List.of(AccountId.fromString(shy.get(0).id())), false);
        world.clock().advance(Duration.ofSeconds(6));

        assertThat(counted(word)).isZero();
        assertThat(trending()).doesNotContain(word);
        assertThat(recent(shy.get(0))).containsExactlyInAnyOrder(word, "nothing " + word);
    }

    @Test
    void what_was_forgotten_does_not_come_back_from_another_process() {
        var word = word();
        var reader = world.person("reader");
        var id = AccountId.fromString(reader.id());
        var heard = Heard.of(id, "before " + word, true, world.clock().instant());
        world.clock().advance(Duration.ofSeconds(1));

        reader.request().delete("/v1/me/searches").then().statusCode(204);
        queries.remember(List.of(heard));
        assertThat(recent(reader)).isEmpty();

        world.clock().advance(Duration.ofSeconds(1));
        for (var i = 0; i < 21; i++) {
            ear.hear(id, i + " " + word, true);
        }
        ear.writeDown(Instant.MAX);
        assertThat(recent(reader)).hasSize(20);
        queries.remember(List.of(heard));
        assertThat(recent(reader)).hasSize(20).doesNotContain("before " + word);
    }

    private void ask(String query, List<AccountId> people, boolean found) {
        people.forEach(person -> ear.hear(person, query, found));
        ear.writeDown(Instant.MAX);
    }

    /** Who have been here for a while. */
    private List<AccountId> people(int count) {
        var people = IntStream.range(0, count)
                .mapToObj(i -> AccountId.fromString(world.person("asker").id()))
                .toList();
        sql.update(
                "update accounts.account set created_at = created_at - interval '8 days' where id = any(?::uuid[])",
                people.stream().map(AccountId::value).toList());
        return people;
    }

    private static void search(Person person, String query) {
        person.request().queryParam("q", query).get("/v1/search").then().statusCode(200);
    }

    private static List<String> recent(Person reader) {
        return reader.gets("/v1/me/searches").then().statusCode(200).extract().path("items.query");
    }

    private static List<String> trending() {
        return given().get("/v1/search/trending")
                .then()
                .statusCode(200)
                .extract()
                .path("queries");
    }

    private long counted(String word) {
        return sql.one(
                "select coalesce(sum(asked), 0) from search.query_count where query like '%' || ? || '%'",
                row -> row.getLong(1), word);
    }

    private long unanswered(String query) {
        return sql.one(
                "select coalesce(sum(unanswered), 0) from search.query_count where query = ?",
                row -> row.getLong(1),
                query);
    }

    private static String word() {
        return "q" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "zz"
                + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    }
}
