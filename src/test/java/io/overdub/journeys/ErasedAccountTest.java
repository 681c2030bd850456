package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.analytics.Events;
import io.overdub.feeds.recommendations.SuggestionRounds;
import io.overdub.kernel.Job;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.search.Listening;
import io.overdub.uploads.storage.Storage;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.arc.All;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Of somebody who left for good nothing is found that tells who they were, wherever one looks; and nobody else misses anything of theirs. */
@QuarkusTest
class ErasedAccountTest {

    /** Where it may stand that somebody was here, as their rooms declare. */
    private static final Set<String> TOMBSTONES = Set.of("accounts.erasure", "accounts.erasure_receipt");

    /** What Redis drops by itself in less than the grace is as good as gone; its clock is not that of this test. */
    private static final Script NAMING = Script.of("""
            local grace = 30 * 24 * 3600
            local naming = {}
            for _, key in ipairs(redis.call('KEYS', '*')) do
              local life = redis.call('TTL', key)
              if life == -1 or life > grace then
                local kind = redis.call('TYPE', key)['ok']
                local texts = {key}
                if kind == 'string' then table.insert(texts, redis.call('GET', key))
                elseif kind == 'hash' then texts = redis.call('HGETALL', key)
                elseif kind == 'set' then texts = redis.call('SMEMBERS', key)
                elseif kind == 'zset' then texts = redis.call('ZRANGE', key, 0, -1)
                elseif kind == 'list' then texts = redis.call('LRANGE', key, 0, -1) end
                table.insert(texts, key)
                for _, text in ipairs(texts) do
                  for _, word in ipairs(ARGV) do
                    if string.find(text, word, 1, true) then table.insert(naming, key .. ' ' .. word) end
                  end
                end
              end
            end
            return naming""");

    private static final Script KEYS_OF = Script.of("""
            local found = {}
            for _, key in ipairs(redis.call('KEYS', '*' .. ARGV[1] .. '*')) do table.insert(found, key) end
            return found""");

    @Inject
    World world;

    @Inject
    SuggestionRounds rounds;

    @Inject
    Events events;

    @Inject
    @All
    List<Job> jobs;

    @Inject
    DataSource database;

    @Inject
    Listening listening;

    @Inject
    RedisScripts redis;

    @Inject
    Storage storage;

    private Person ada;
    private Person ben;
    private Person cleo;
    private String bensDub;
    private String adasDub;
    private String lovedQuote;
    private String lonelyQuote;
    private String bensThread;
    private final String phone = "phone-" + UUID.randomUUID();
    private final String token = "token-" + UUID.randomUUID();

    @Test
    void nothing_is_left_of_somebody_who_left_for_good() throws SQLException {
        livesAFullLife();
        var words = List.of(ada.id(), ada.username(), ada.username() + "@people.test", token, phone);
        var files = mediaOf(ada);
        assertThat(files)
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(key -> storage.find(key).isPresent());
        assertThat(rowsNaming(ada.id())).as("the test looks where she is").hasSizeGreaterThan(25);
        assertThat(events.naming(ada.id())).isPositive();

        ada.closesAccount();
        world.settle();
        assertThat(erasure().<Object>path("began_at")).isNull();
        runs("EraseClosed");
        assertThat(erasure().<Object>path("began_at")).as("she may come back").isNull();
        world.clock().advance(Duration.ofDays(30));
        isErased();

        assertThat(erasure().<List<String>>path("receipts.room"))
                .contains("notifications", "search", "feeds", "dubs", "quotes", "uploads", "connections");
        assertThat(erasure().<Integer>path("receipts.find { it.room == 'dubs' && it.what == 'dubs' }.count"))
                .isEqualTo(3);
        assertThat(erasure().<Object>path("erase_at")).isNull();

        // What ends by itself after some days, and what is kept for as long as the stream may bring events again.
        world.clock().advance(Duration.ofDays(10));
        runs(
                "ForgetNews",
                "ForgetOldAnswers",
                "SweepUploads",
                "SweepQueries",
                "EraseAccounts",
                "KeepTrends",
                "ReviewIndex");
        world.settle();

        assertThat(files).noneMatch(key -> storage.find(key).isPresent());
        assertThat(objectsNaming(words)).isEmpty();
        for (var word : words) {
            assertThat(rowsNaming(word)).as(word).isEmpty();
            assertThat(events.naming(word)).as(word).isZero();
        }
        assertThat(texts(redis.run(NAMING, List.of(), words).orElseThrow())).isEmpty();
        assertThat(texts(redis.run(KEYS_OF, List.of(), List.of("feeds:home:" + ada.id()))
                        .orElseThrow()))
                .isEmpty();
        othersMissNothing();
        theNameIsNobodysForAWhile();
    }

    private void livesAFullLife() {
        ada = world.person("ada");
        ben = world.person("ben");
        cleo = world.person("cleo");
        var shy = world.person("shy");
        shy.goesPrivate();
        var editor = world.staff("editor");
        var quote = world.quote("Quote of the day");

        ben.follows(ada);
        ada.follows(ben);
        cleo.follows(ben);
        ada.follows(cleo);
        ada.follows(shy);
        cleo.blocks(world.person("nobody"));
        world.person("tired").mutes(ada);
        world.person("angry").blocks(ada);
        ada.mutes(world.person("loud"));
        ada.blocks(world.person("rude"));

        ada.hasPhone(phone);
        ada.request()
                .body(Map.of(
                        "platform",
                        "android",
                        "token",
                        token,
                        "language",
                        "en",
                        "time_zone",
                        "Europe/Berlin",
                        "build",
                        3))
                .put("/v1/me/devices/" + phone)
                .then()
                .statusCode(204);
        ben.hasPhone("a-phone-of-ben");

        adasDub = ada.publishes(quote, "Hello #hello", "public");
        ada.publishes(quote, "Among us", "followers");
        ada.publishes(quote, "Mine", "private");
        bensDub = ben.publishes(quote);
        ben.likes(adasDub);
        cleo.likes(adasDub);
        var said = ada.comments(bensDub, "First!");
        ben.replies(bensDub, said, "Second, @" + ada.username());
        bensThread = ben.comments(bensDub, "Who is @" + ada.username() + "? And @" + cleo.username() + "?");
        ada.replies(bensDub, bensThread, "It is me");
        ada.request()
                .put("/v1/dubs/" + bensDub + "/comments/" + bensThread + "/like")
                .then()
                .statusCode(204);
        ben.comments(adasDub, "Well done");
        ada.likes(bensDub);
        cleo.likes(bensDub);
        world.settle();

        lovedQuote = bringsQuote(editor, "Loved");
        lonelyQuote = bringsQuote(editor, "Lonely");
        ben.publishes(lovedQuote);
        ada.brings("Pending");
        ada.uploads(DemoMedia.VIDEO);
        ada.request().put("/v1/quotes/" + quote + "/favourite").then().statusCode(204);
        ada.request()
                .body(Map.of("title", "My board", "visibility", "public"))
                .post("/v1/soundboards")
                .then()
                .statusCode(201);
        world.settle();
        rounds.work();

        ada.gets("/v1/search?q=hello").then().statusCode(200);
        List<String> contexts =
                ada.gets("/v1/feeds/for-you").then().statusCode(200).extract().path("items.context");
        ada.request()
                .body(Map.of("contexts", contexts.subList(0, Math.min(5, contexts.size()))))
                .post("/v1/feeds/impressions")
                .then()
                .statusCode(200);
        assertThat(ada.home()).contains(bensDub);
        assertThat(ben.home()).contains(adasDub);
        ada.gets("/v1/me/inbox").then().statusCode(200);
        ada.request().body(Events.opened(phone)).post("/v1/events").then().statusCode(202);
        ada.request().body(Events.nonsense(ada.id())).post("/v1/events").then().statusCode(202);
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Events.opened(phone))
                .post("/v1/events")
                .then()
                .statusCode(202);
        var admin = world.admin();
        admin.gets("/v1/admin/search?by=email&q=" + ada.username() + "@people.test")
                .then()
                .statusCode(200);
        admin.gets("/v1/admin/search?by=id&q=" + ada.id()).then().statusCode(200);
        admin.request()
                .body(Map.of("verdict", "banned", "note", "A mistake"))
                .put("/v1/admin/trending/accounts/" + ada.id())
                .then()
                .statusCode(200);
        world.settle();
        listening.settle();
        ada.request().post("/v1/me/export").then().statusCode(202);
        while (!ada.gets("/v1/me/export").<String>path("state").equals("ready")) {
            runs("MakeExports");
        }
        runs("KeepTrends");
        events.settle();
        assertThat(people("/v1/accounts/" + ben.id(), "follower_count")).isEqualTo(2);
    }

    private String bringsQuote(Person editor, String title) {
        var quote = ada.brings(title);
        editor.approves(quote);
        return quote;
    }

    /** As the jobs do by and by: some of it has to wait for something else to happen. */
    private void isErased() {
        for (var i = 0; i < 10 && erasure().path("finished_at") == null; i++) {
            runs("EraseClosed");
            world.settle();
            events.settle();
            world.clock().advance(Duration.ofMinutes(3));
            runs("EraseAccounts");
        }
        assertThat(erasure().<Object>path("finished_at"))
                .as(erasure().asString())
                .isNotNull();
    }

    private Response erasure() {
        return world.admin()
                .gets("/v1/admin/accounts/" + ada.id() + "/erasure")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private void runs(String... names) {
        for (var job : jobs) {
            if (Arrays.asList(names)
                    .contains(ClientProxy.unwrap(job).getClass().getSimpleName().replace("_Subclass", ""))) {
                job.run();
            }
        }
    }

    private void othersMissNothing() throws SQLException {
        ben = world.again(ben);
        var cleoAgain = world.again(cleo);
        assertThat(people("/v1/accounts/" + ben.id(), "follower_count")).isEqualTo(1);
        assertThat(people("/v1/accounts/" + ben.id(), "following_count")).isZero();
        assertThat(people("/v1/accounts/" + cleo.id(), "follower_count")).isZero();
        var dub = ben.gets("/v1/dubs/" + bensDub);
        assertThat(dub.<Integer>path("likes")).isEqualTo(1);
        assertThat(dub.<Integer>path("comments")).isEqualTo(1);
        var thread = ben.gets("/v1/dubs/" + bensDub + "/comments");
        assertThat(thread.<List<String>>path("items.id")).containsExactly(bensThread);
        assertThat(thread.<Integer>path("items[0].replies")).isZero();
        assertThat(thread.<Integer>path("items[0].likes")).isZero();
        assertThat(thread.<String>path("items[0].text"))
                .isEqualTo("Who is @" + "_".repeat(ada.username().length()) + "? And @" + cleo.username() + "?");
        assertThat(cleoAgain.gets("/v1/dubs/" + adasDub).statusCode()).isEqualTo(404);
        // One that others dubbed stays, and is nobody's; one that nobody wanted went with her.
        var loved = ben.gets("/v1/quotes/" + lovedQuote).then().statusCode(200).extract();
        assertThat(loved.<String>path("creator_id")).isEqualTo(new UUID(0, 0).toString());
        assertThat(loved.<Integer>path("uses")).isEqualTo(1);
        assertThat(ben.asksFor(loved.path("sound_url"))).isEqualTo(200);
        assertThat(ben.gets("/v1/quotes/" + lonelyQuote).statusCode()).isEqualTo(404);
        ben.publishes(lovedQuote);
        world.settle();
        assertThat(rowsNaming(new UUID(0, 0).toString())).as("nobody is told").doesNotContain("notifications.person");
    }

    private void theNameIsNobodysForAWhile() {
        var wish = Map.of(
                "username",
                ada.username(),
                "email",
                ada.username() + "@people.test",
                "password",
                World.PASSWORD,
                "country",
                "DE",
                "language",
                "de");
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(wish)
                .post("/v1/auth/register")
                .then()
                .statusCode(409);
        world.clock().advance(Duration.ofDays(90));
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(wish)
                .post("/v1/auth/register")
                .then()
                .statusCode(201);
    }

    private int people(String path, String field) {
        return world.again(cleo).gets(path).then().statusCode(200).extract().path(field);
    }

    /** Of what she sent, and of what was made of it; but for the sound that stays. */
    private List<String> mediaOf(Person person) throws SQLException {
        var keys = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        with hers as (
                          select id from uploads.upload where owner_id = '%1$s'
                            and id not in (select upload_id from quotes.quote where id = '%2$s'))
                        select 'media/' || id from hers
                        union all
                        select planned_key from uploads.export where account_id = '%1$s'
                        union all
                        select media_key from uploads.rendition where upload_id in (select id from hers)""".formatted(person.id(), lovedQuote))) {
            while (found.next()) {
                keys.add(found.getString(1));
            }
        }
        return keys;
    }

    /** Tables with a row that says this word, but for those that may. */
    private List<String> rowsNaming(String word) throws SQLException {
        var naming = new ArrayList<String>();
        try (var connection = database.getConnection()) {
            for (var table : tables()) {
                var sql = "select count(*) from " + table
                        + " everything where strpos(lower(everything::text), lower(?)) > 0";
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setString(1, word);
                    try (var found = statement.executeQuery()) {
                        found.next();
                        if (found.getLong(1) > 0 && !TOMBSTONES.contains(table)) {
                            naming.add(table);
                        }
                    }
                }
            }
        }
        return naming;
    }

    private List<String> tables() throws SQLException {
        var tables = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        select table_schema || '.' || table_name from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                        order by 1""")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    /** Names of objects, and what stands in those that are no media. */
    private List<String> objectsNaming(List<String> words) {
        var naming = new ArrayList<String>();
        var keys = storage.keys("", "");
        while (!keys.isEmpty()) {
            for (var key : keys) {
                var text = key + (key.contains("media/") || key.startsWith("incoming/") ? "" : contentOf(key));
                words.stream().filter(text::contains).forEach(word -> naming.add(key + " " + word));
            }
            keys = storage.keys("", keys.get(keys.size() - 1));
        }
        return naming;
    }

    private String contentOf(String key) {
        return storage.find(key)
                .map(object -> storage.read(object, 0, Math.toIntExact(object.sizeBytes())))
                .map(Unpacked::text)
                .orElse("");
    }

    private static List<String> texts(io.vertx.mutiny.redis.client.Response answer) {
        var texts = new ArrayList<String>();
        answer.forEach(text -> texts.add(text.toString()));
        return texts;
    }
}
