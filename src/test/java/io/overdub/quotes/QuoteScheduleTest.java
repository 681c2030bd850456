package io.overdub.quotes;

import static io.overdub.quotes.Drafts.brings;
import static io.overdub.quotes.Drafts.gets;
import static io.overdub.quotes.Drafts.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.overdub.world.DemoMedia;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything happens within the life of an access token. */
@QuarkusTest
class QuoteScheduleTest {

    @Inject
    World world;

    @Inject
    AnnounceDueQuotes announcer;

    @Inject
    HeardChanges heard;

    @Test
    void a_planned_quote_is_absent_a_second_before_its_time_and_there_until_it_is_over() {
        var editor = world.staff("editor");
        var author = world.person("author");
        var upload = author.uploads(DemoMedia.VIDEO);
        var begins = world.clock().instant().plus(Duration.ofMinutes(4));
        var ends = begins.plus(Duration.ofMinutes(4));
        var id = published(editor, Map.of("publish_at", begins.toString(), "unpublish_at", ends.toString()));
        var later = world.quote("Made later, shown at once");

        // Reading all pages may take longer than a second.
        windTo(begins.minusSeconds(60));
        assertThat(author.pages("/v1/quotes?limit=50", "items.id")).doesNotContain(id);
        windTo(begins.minusSeconds(10));
        author.tries(id, upload, "", "public").then().statusCode(404);
        editor.gets("/v1/quotes/" + id).then().statusCode(200).body("status", equalTo("scheduled"));
        windTo(begins.minusSeconds(1));
        gets("/v1/quotes/" + id).then().statusCode(404);

        windTo(begins.plusSeconds(5));
        gets("/v1/quotes/" + id).then().statusCode(200).body("status", equalTo("published"));
        // It is new when its time comes, however long ago it was made.
        assertThat(author.pages("/v1/quotes?limit=50", "items.id")).containsSubsequence(id, later);
        var dub = author.tries(id, upload, "", "public")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        author.gets("/v1/dubs/" + dub).then().body("quote.id", equalTo(id));

        windTo(ends);
        gets("/v1/quotes/" + id).then().statusCode(404);
        author.gets("/v1/dubs/" + dub).then().statusCode(200).body("quote", nullValue());
        editor.gets("/v1/quotes/" + id).then().body("status", equalTo("unpublished"));
    }

    @Test
    void whoever_keeps_a_copy_hears_when_a_time_has_come() {
        var editor = world.staff("editor");
        var begins = world.clock().instant().plus(Duration.ofMinutes(4));
        var ends = begins.plus(Duration.ofMinutes(4));
        var id = published(editor, Map.of("publish_at", begins.toString(), "unpublish_at", ends.toString()));
        world.settle();
        assertThat(heard.times(id)).isEqualTo(1);

        windTo(begins.minusSeconds(1));
        announce();
        assertThat(heard.times(id)).isEqualTo(1);
        windTo(begins);
        announce();
        announce();
        assertThat(heard.times(id)).isEqualTo(2);
        windTo(ends.plusSeconds(60));
        announce();
        announce();
        assertThat(heard.times(id)).isEqualTo(3);
    }

    @Test
    void two_moments_that_passed_unnoticed_are_said_once() {
        var editor = world.staff("editor");
        var begins = world.clock().instant().plus(Duration.ofMinutes(4));
        var id = published(
                editor,
                Map.of(
                        "publish_at",
                        begins.toString(),
                        "unpublish_at",
                        begins.plusSeconds(1).toString()));
        world.settle();
        var before = heard.times(id);

        windTo(begins.plusSeconds(60));
        announce();

        assertThat(heard.times(id)).isBetween(before + 1, before + 2);
    }

    @Test
    void editors_plan_anew_and_call_it_off() {
        var editor = world.staff("editor");
        var begins = world.clock().instant().plus(Duration.ofMinutes(4));
        var id = published(editor, Map.of("publish_at", begins.toString()));
        var schedule = "/v1/admin/quotes/" + id + "/schedule";

        editor.request()
                .body(Map.of("publish_at", begins.plusSeconds(120).toString()))
                .put(schedule)
                .then()
                .statusCode(200);
        windTo(begins.plusSeconds(5));
        gets("/v1/quotes/" + id).then().statusCode(404);
        editor.request().body(Map.of()).put(schedule).then().statusCode(200).body("status", equalTo("published"));
        var since = gets("/v1/quotes/" + id).then().statusCode(200).extract().<String>path("published_at");
        editor.request().body(Map.of()).put(schedule).then().body("published_at", equalTo(since));
        world.settle();

        assertThat(heard.times(id)).isEqualTo(4);
    }

    @Test
    void a_quote_cannot_end_before_it_begins_nor_in_the_past() {
        var editor = world.staff("editor");
        var now = world.clock().instant();

        brings(
                        editor,
                        Map.of(
                                "publish_at",
                                now.plusSeconds(100).toString(),
                                "unpublish_at",
                                now.plusSeconds(50).toString()))
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid_schedule"))
                .body("faults.field", contains("unpublish_at"));
        brings(editor, Map.of("unpublish_at", now.minusSeconds(1).toString()))
                .then()
                .statusCode(422);
    }

    @Test
    void a_withdrawn_quote_does_not_come_back_when_its_time_comes() {
        var editor = world.staff("editor");
        var begins = world.clock().instant().plus(Duration.ofMinutes(4));
        var id = published(editor, Map.of("publish_at", begins.toString()));
        editor.request().delete("/v1/quotes/" + id).then().statusCode(204);
        world.settle();
        var before = heard.times(id);

        windTo(begins.plusSeconds(5));
        announce();

        gets("/v1/quotes/" + id).then().statusCode(404);
        assertThat(heard.times(id)).isEqualTo(before);
    }

    /** What is being handed over would be handed over again, for its lease ends. */
    private void windTo(Instant moment) {
        world.settle();
        world.clock().advance(Duration.between(world.clock().instant(), moment));
    }

    private void announce() {
        announcer.run();
        world.settle();
    }
}
