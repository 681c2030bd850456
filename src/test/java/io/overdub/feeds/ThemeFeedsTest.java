package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ThemeFeedsTest {

    @Inject
    World world;

    @Test
    void a_tag_shows_the_dubs_that_carry_it_now_the_liked_ones_first() {
        var tag = "früh" + UUID.randomUUID().toString().substring(0, 8);
        var quote = world.quote("Tagged");
        var author = world.person("author");
        var plain = author.publishes(quote, "one #" + tag, "public");
        var loved = world.person("other").publishes(quote, "two #" + tag.toUpperCase(Locale.ROOT), "public");
        var untagged = author.publishes(quote, "three", "public");
        var closed = author.publishes(quote, "four #" + tag, "followers");
        var deleted = author.publishes(quote, "five #" + tag, "public");
        author.request().delete("/v1/dubs/" + deleted).then().statusCode(204);
        for (var i = 0; i < 3; i++) {
            world.person("fan").likes(loved);
        }
        var reader = world.person("reader");

        assertThat(all(reader, "/v1/feeds/tags/" + tag)).containsExactly(loved, plain);
        assertThat(all(reader, "/v1/feeds/tags/" + tag.toUpperCase(Locale.ROOT)))
                .containsExactly(loved, plain);
        reader.gets("/v1/feeds/tags/" + tag)
                .then()
                .body("order", equalTo("ranked"))
                .body("items.reason", everyItem(equalTo("tag")))
                .body("items.ranker.name", everyItem(equalTo("tag")));
        assertThat(closed).isNotNull();

        author.request()
                .body(Map.of("caption", "no more"))
                .patch("/v1/dubs/" + plain)
                .then()
                .statusCode(200);
        author.request()
                .body(Map.of("caption", "now #" + tag))
                .patch("/v1/dubs/" + untagged)
                .then()
                .statusCode(200);

        // Whoever begins within three seconds gets the same order.
        assertThat(all(reader, "/v1/feeds/tags/" + tag)).containsExactly(loved, plain);
        world.clock().advance(Duration.ofSeconds(4));
        assertThat(all(reader, "/v1/feeds/tags/" + tag)).containsExactlyInAnyOrder(loved, untagged);
        assertThat(all(reader, "/v1/feeds/tags/nobody" + tag)).isEmpty();
        reader.gets("/v1/feeds/tags/" + "x".repeat(51)).then().statusCode(400);
    }

    @Test
    void a_quote_shows_its_dubs_with_no_two_neighbours_by_one_author() {
        var quote = world.quote("Of a quote");
        var busy = world.person("busy");
        var other = world.person("other");
        var dubs = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            dubs.add(busy.publishes(quote));
        }
        dubs.add(other.publishes(quote));
        dubs.add(other.publishes(quote));
        busy.publishes(world.quote("Another"));
        var reader = world.person("reader");

        var path = "/v1/feeds/quotes/" + quote;
        assertThat(all(reader, path)).containsExactlyInAnyOrderElementsOf(dubs);
        var authors = reader.gets(path).<List<String>>path("items.dub.author.id");
        for (var i = 1; i < authors.size(); i++) {
            assertThat(authors.get(i)).isNotEqualTo(authors.get(i - 1));
        }
        reader.gets(path).then().body("items.reason", everyItem(equalTo("quote")));
        reader.mutes(busy);
        assertThat(all(reader, path)).containsExactlyInAnyOrder(dubs.get(3), dubs.get(4));
        reader.gets("/v1/feeds/quotes/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("quote_not_found"));
    }

    /** A page is filled up from what follows, but only so often. */
    @Test
    void what_private_accounts_made_takes_no_place() {
        var tag = "shy" + UUID.randomUUID().toString().substring(0, 8);
        var quote = world.quote("Of private accounts");
        var open = world.person("open").publishes(quote, "#" + tag, "public");
        var fan = world.person("fan");
        var hits = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            var shy = world.person("shy");
            hits.add(shy.publishes(quote, "#" + tag, "public"));
            fan.likes(hits.get(i));
            fan.follows(shy);
            shy.goesPrivate();
        }
        var reader = world.person("reader");

        for (var path : List.of("/v1/feeds/tags/" + tag, "/v1/feeds/quotes/" + quote)) {
            reader.gets(path + "?limit=1")
                    .then()
                    .statusCode(200)
                    .body("order", equalTo("ranked"))
                    .body("items.dub.id", equalTo(List.of(open)));
        }
        assertThat(fan.pages("/v1/quotes/" + quote + "/dubs", "items.id")).containsAll(hits);
    }

    @Test
    void a_cursor_of_another_theme_or_reader_is_refused() {
        var tag = "t" + UUID.randomUUID().toString().substring(0, 8);
        var quote = world.quote("Cursors");
        var author = world.person("author");
        for (var i = 0; i < 3; i++) {
            author.publishes(quote, "#" + tag, "public");
        }
        var reader = world.person("reader");
        var next = reader.gets("/v1/feeds/tags/" + tag + "?limit=1").<String>path("next");

        for (var path : List.of(
                "/v1/feeds/tags/other" + tag, "/v1/feeds/quotes/" + quote, "/v1/feeds/trending", "/v1/feeds/home")) {
            reader.gets(path + "?cursor=" + next).then().statusCode(400).body("code", equalTo("bad_cursor"));
        }
        world.person("other")
                .gets("/v1/feeds/tags/" + tag + "?cursor=" + next)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_cursor"));
        reader.gets("/v1/feeds/tags/" + tag + "?limit=1&cursor=" + next).then().statusCode(200);
    }

    private static List<String> all(Person reader, String path) {
        return reader.pages(path, "items.dub.id");
    }
}
