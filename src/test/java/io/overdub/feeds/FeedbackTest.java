package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.feeds.Feedback.About;
import io.overdub.feeds.recommendations.Recommendations;
import io.overdub.feeds.recommendations.Suggestions;
import io.overdub.kernel.Ids;
import io.overdub.quotes.QuoteId;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People say what they want to see in for-you, and it goes by that. */
@QuarkusTest
class FeedbackTest {

    private static final String FEED = "/v1/feeds/for-you?limit=50";

    /** What is popular is remembered for 3 s. */
    private static final Duration MEMORY = Duration.ofSeconds(4);

    @Inject
    World world;

    @Inject
    FeedbackRepository rows;

    @Inject
    Recommendations recommendations;

    @Inject
    Ids ids;

    @Test
    void of_a_quote_that_somebody_wants_less_of_one_dub_of_twenty_comes() {
        var ada = world.person("ada");
        var reader = world.person("reader");
        var quote = world.quote("Too much of it");
        for (var take = 0; take < 21; take++) {
            ada.publishes(quote);
        }
        settle();
        assertThat(dubsOf(quote, reader, FEED)).isEqualTo(21);

        says(reader, "quotes", quote, "less");

        assertThat(dubsOf(quote, reader, FEED)).isEqualTo(1);
        assertThat(dubsOf(quote, ada, FEED)).isZero();
        assertThat(dubsOf(quote, reader, FEED + "&personalised=false")).isEqualTo(21);
        says(reader, "quotes", quote, "none");
        assertThat(dubsOf(quote, reader, FEED)).isEqualTo(21);
    }

    @Test
    void what_somebody_hides_comes_no_more_without_personalisation_neither() {
        var ada = world.person("ada");
        var bela = world.person("bela");
        var reader = world.person("reader");
        var other = world.person("other");
        var quote = world.quote("Heard");
        ada.publishes(quote);
        bela.publishes(quote, "Again #Früh", "public");
        settle();

        says(reader, "authors", ada.id().toUpperCase(Locale.ROOT), "hide");
        assertThat(dubsOf(quote, reader, FEED)).isEqualTo(1);
        says(reader, "tags", "#FRÜH", "hide");
        assertThat(dubsOf(quote, reader, FEED)).isZero();
        assertThat(dubsOf(quote, reader, FEED + "&personalised=false")).isZero();
        says(reader, "tags", "früh", "none");
        assertThat(dubsOf(quote, reader, FEED)).isEqualTo(1);
        says(reader, "quotes", quote, "hide");
        assertThat(dubsOf(quote, reader, FEED)).isZero();
        assertThat(dubsOf(quote, other, FEED)).isEqualTo(2);

        reader.gets("/v1/feeds/feedback")
                .then()
                .statusCode(200)
                .body("items.about", contains("quotes", "authors"))
                .body("items.subject", contains(quote, ada.id()))
                .body("items.opinion", contains("hide", "hide"));
        other.gets("/v1/feeds/feedback").then().body("items", empty());
    }

    @Test
    void what_somebody_wants_more_of_is_to_their_taste_until_they_begin_anew() {
        var ada = world.person("ada");
        var reader = world.person("reader");
        var wanted = world.quote("Wanted");
        var liked = world.quote("Liked");
        ada.publishes(wanted);
        var dub = ada.publishes(liked);
        settle();
        assertThat(reasons(reader)).containsEntry(wanted, "popular").containsEntry(liked, "popular");

        reader.likes(dub);
        says(reader, "quotes", wanted, "more");
        settle();
        assertThat(reasons(reader)).containsEntry(wanted, "your_quotes").containsEntry(liked, "your_quotes");
        var line = reader.pages(FEED, "items.dub.id").indexOf(dub);
        reader.request()
                .body(Map.of("contexts", reader.pages(FEED, "items.context").subList(line, line + 1)))
                .post("/v1/feeds/impressions")
                .then()
                .statusCode(200);
        assertThat(reasons(reader)).doesNotContainKey(liked);
        world.clock().advance(Duration.ofSeconds(1));

        reader.request().delete("/v1/me/personalisation").then().statusCode(204);

        assertThat(reasons(reader)).containsEntry(wanted, "popular").containsEntry(liked, "popular");
        reader.gets("/v1/feeds/feedback").then().body("items", empty());
        reader.gets("/v1/dubs/" + dub).then().body("liked", equalTo(true));
        reader.likes(ada.publishes(liked));
        settle();
        world.clock().advance(Duration.ofSeconds(31));
        assertThat(reasons(reader)).containsEntry(wanted, "popular").containsEntry(liked, "your_quotes");
    }

    @Test
    void what_was_suggested_by_what_somebody_did_before_they_began_anew_is_not_shown_for_a_month() {
        var reader = world.person("reader");
        var quote = world.quote("Suggested");
        world.person("ada").publishes(quote);
        recommendations.keep(
                Map.of(
                        new AccountId(UUID.fromString(reader.id())),
                        new Suggestions(List.of(QuoteId.fromString(quote)), List.of())),
                world.clock().instant());
        settle();
        assertThat(reasons(reader)).containsEntry(quote, "similar_quotes");

        reader.request().delete("/v1/me/personalisation").then().statusCode(204);

        assertThat(reasons(reader)).containsEntry(quote, "popular");
    }

    @Test
    void what_makes_no_sense_is_refused_and_nobody_says_too_much() {
        var reader = world.person("reader");
        for (var unfit : new String[][] {
            {"quotes", "nothing", "less"},
            {"authors", "", "hide"},
            {"tags", "#", "hide"},
            {"tags", "x".repeat(51), "less"},
            {"tags", "panic", "more"},
            {"dubs", UUID.randomUUID().toString(), "less"},
            {"quotes", UUID.randomUUID().toString(), "love"}
        }) {
            assertThat(reader.request()
                            .body(Map.of("about", unfit[0], "subject", unfit[1], "opinion", unfit[2]))
                            .post("/v1/feeds/feedback")
                            .statusCode())
                    .as(String.join(" ", unfit))
                    .isIn(400, 422);
        }
        var first = UUID.randomUUID().toString();
        says(reader, "quotes", first, "less");
        for (var number = 1; number < FeedbackBook.MOST; number++) {
            rows.put(
                    UUID.fromString(reader.id()),
                    new Feedback(
                            ids.next(),
                            About.TAGS,
                            "tag" + number,
                            Opinion.LESS,
                            world.clock().instant()),
                    FeedbackBook.MOST);
        }

        reader.request()
                .body(Map.of("about", "tags", "subject", "onemore", "opinion", "less"))
                .post("/v1/feeds/feedback")
                .then()
                .statusCode(409)
                .body("code", equalTo("feedback_full"));
        says(reader, "quotes", first, "hide");
    }

    private void settle() {
        world.settle();
        world.clock().advance(MEMORY);
    }

    private static void says(Person reader, String about, String subject, String opinion) {
        reader.request()
                .body(Map.of("about", about, "subject", subject, "opinion", opinion))
                .post("/v1/feeds/feedback")
                .then()
                .statusCode(204);
    }

    private static int dubsOf(String quote, Person reader, String feed) {
        return Collections.frequency(reader.pages(feed, "items.dub.attribution.quote_id"), quote);
    }

    private static Map<String, String> reasons(Person reader) {
        var reasons = new HashMap<String, String>();
        var quotes = reader.pages(FEED, "items.dub.attribution.quote_id");
        var why = reader.pages(FEED, "items.reason");
        for (var line = 0; line < quotes.size(); line++) {
            reasons.put(quotes.get(line), why.get(line));
        }
        return reasons;
    }
}
