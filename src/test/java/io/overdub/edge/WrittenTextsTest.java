package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WrittenTextsTest {

    private static final Instant NOON = Instant.parse("2025-01-31T12:00:00Z");

    private final ObjectMapper remembering = new ObjectMapper();

    WrittenTextsTest() {
        new JsonStrictness().customize(remembering);
    }

    /** How often it was written, its accessor knows. */
    @WrittenOnce
    record Card(String name, boolean liked, List<String> tags, AtomicInteger written) {

        @Override
        public String name() {
            written.incrementAndGet();
            return name;
        }
    }

    @WrittenOnce
    record Person(String name, Instant since) {}

    @WrittenOnce
    record Film(Person author, String caption) {}

    record Line(Film film, int place) {}

    record Short(@JsonIgnoreProperties("since") Person person, Person whole) {}

    record Flat(@JsonUnwrapped Person person, int place) {}

    private static final AtomicInteger WRITTEN = new AtomicInteger();

    private static Card card(String name, boolean liked) {
        return new Card(name, liked, List.of("a", "\"b\""), WRITTEN);
    }

    @Test
    void an_equal_record_is_written_once() throws Exception {
        WRITTEN.set(0);

        var first = bytes(remembering, List.of(card("Ada", true)));
        var second = bytes(remembering, List.of(card("Ada", true)));

        assertThat(WRITTEN).hasValue(1);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void what_differs_in_any_field_has_a_text_of_its_own() throws Exception {
        bytes(remembering, card("Ada", true));

        assertThat(bytes(remembering, card("Ada", false))).contains("\"liked\":false");
        assertThat(bytes(remembering, card("Ada", true))).contains("\"liked\":true");
        assertThat(bytes(remembering, card("Bob", true))).contains("Bob");
    }

    @Test
    void the_bytes_are_those_that_there_would_be_without() throws Exception {
        var ada = new Person("Ad\u00e9 \ud83d\ude00 \u2028 \"\\\u0001", NOON);
        var page = List.of(
                new Line(new Film(ada, "one"), 1),
                new Line(new Film(ada, "two"), 2),
                new Line(new Film(ada, "one"), 3));

        for (var round = 0; round < 3; round++) {
            assertThat(bytes(remembering, page))
                    .contains("2025-01-31T12:00:00.000Z")
                    .contains("\ud83d\ude00");
            assertThat(bytes(remembering, page)).isEqualTo(remembering.writeValueAsString(page));
        }
    }

    @Test
    void where_it_is_written_in_another_way_it_is_written_so() throws Exception {
        var ada = new Person("Ada", NOON);
        bytes(remembering, ada);

        assertThat(bytes(remembering, new Short(ada, ada)))
                .isEqualTo(
                        "{\"person\":{\"name\":\"Ada\"},\"whole\":{\"name\":\"Ada\",\"since\":\"2025-01-31T12:00:00.000Z\"}}");
        assertThat(bytes(remembering, new Flat(ada, 3)))
                .isEqualTo("{\"name\":\"Ada\",\"since\":\"2025-01-31T12:00:00.000Z\",\"place\":3}");
    }

    @Test
    void trees_and_texts_are_as_ever() throws Exception {
        var film = new Film(new Person("Ada", NOON), "one");
        bytes(remembering, film);

        assertThat(remembering.valueToTree(film).path("author").path("name").asText())
                .isEqualTo("Ada");
        assertThat(remembering.writeValueAsString(film)).isEqualTo(bytes(remembering, film));
    }

    private static String bytes(ObjectMapper json, Object value) throws JsonProcessingException {
        return new String(json.writeValueAsBytes(value), StandardCharsets.UTF_8);
    }
}
