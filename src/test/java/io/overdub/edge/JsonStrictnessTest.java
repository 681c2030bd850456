package io.overdub.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class JsonStrictnessTest {

    private final Wire wire = new Wire();

    @Test
    void a_sound_form_comes_back_as_it_was_meant() throws Exception {
        var answer = wire.post("/test-edge/forms", """
                {"name":"Cafe\\u0301 \\ud83d\\ude00","size_bytes":7,"loud":true,"rate":2,"shade":"dark_red",\
                "at":"2025-01-31T13:00:00.1234+01:00","tags":["a"],"unknown":{"field":1}}""");

        var form = Wire.json(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(form.path("name").asText()).isEqualTo("Caf\u00e9 \ud83d\ude00");
        assertThat(form.path("shade").asText()).isEqualTo("dark_red");
        assertThat(form.path("at").asText()).isEqualTo("2025-01-31T12:00:00.123Z");
        assertThat(form.has("unknown")).isFalse();
        assertThat(form.has("id")).isFalse();
    }

    @Test
    void a_whole_second_still_has_three_digits() throws Exception {
        var answer = wire.post("/test-edge/forms", "{\"at\":\"2025-01-31T12:00:00Z\"}");

        assertThat(Wire.json(answer).path("at").asText()).isEqualTo("2025-01-31T12:00:00.000Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'name':1}; name",
                "{'name':true}; name",
                "{'name':{}}; name",
                "{'name':['a']}; name",
                "{'size_bytes':'7'}; size_bytes",
                "{'size_bytes':''}; size_bytes",
                "{'size_bytes':7.0}; size_bytes",
                "{'size_bytes':true}; size_bytes",
                "{'size_bytes':99999999999999999999}; size_bytes",
                "{'loud':'true'}; loud",
                "{'loud':1}; loud",
                "{'rate':'1.5'}; rate",
                "{'shade':'green'}; shade",
                "{'shade':'DARK_RED'}; shade",
                "{'shade':0}; shade",
                "{'shade':''}; shade",
                "{'at':1738324800}; at",
                "{'at':'yesterday'}; at",
                "{'at':'2025-01-31T12:00:00'}; at",
                "{'at':'+10000-01-01T00:00:00Z'}; at",
                "{'at':'+999999999-01-01T00:00:00Z'}; at",
                "{'at':'0000-12-31T23:59:59Z'}; at",
                "{'id':'1-1-1-1-1'}; id",
                "{'tags':'a'}; tags",
                "{'tags':['a',2]}; tags[1]",
                "{'tags':{}}; tags",
                "{'items':[{'caption':'a'},{'caption':2}]}; items[1].caption",
                "{'items':['a']}; items[0]",
                "{'notes':{'a':1}}; notes.a"
            })
    void a_wrong_type_is_named_with_its_field(String body, String field) throws Exception {
        var problem = Wire.problem(wire.post("/test-edge/forms", body.replace('\'', '"')), 400, "malformed_json");

        assertThat(problem.at("/faults/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/faults/0/message").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{",
                "}",
                "[]",
                "\"text\"",
                "7",
                "{} {}",
                "{} x",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{name:\"a\"}",
                "{'name':'a'}",
                "{\"name\":\"a\",}",
                "{\"name\":NaN}",
                "{\"rate\":NaN}",
                "{\"rate\":1e}",
                "{\"name\":\"a\nb\"}",
                "{\"name\":\"\\x\"}",
                "// {}",
                "\u0000{}"
            })
    void what_is_not_one_json_object_is_malformed(String body) throws Exception {
        Wire.problem(wire.post("/test-edge/forms", body), 400, "malformed_json");
    }

    @Test
    void endless_nesting_is_refused() throws Exception {
        Wire.problem(wire.post("/test-edge/forms", "{\"unknown\":" + "[".repeat(30_000)), 400, "malformed_json");
    }

    @Test
    void endless_numbers_are_refused() throws Exception {
        Wire.problem(wire.post("/test-edge/forms", "{\"rate\":1" + "0".repeat(30_000) + "}"), 400, "malformed_json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'name':'a\\u0000b'}; name",
                "{'name':'\\ud800'}; name",
                "{'name':'\\udc00\\ud800'}; name",
                "{'tags':['ok','\\ud83d']}; tags[1]",
                "{'items':[{'caption':'\\u0000'}]}; items[0].caption",
                "{'notes':{'a':'\\u0000'}}; notes.a"
            })
    void escapes_of_what_is_no_text_are_refused(String body, String field) throws Exception {
        var problem = Wire.problem(wire.post("/test-edge/forms", body.replace('\'', '"')), 400, "malformed_text");

        assertThat(problem.at("/faults/0/field").asText()).isEqualTo(field);
    }

    /** Else a caption turns around what an app writes beside it. Escapes, for they would turn this page around too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a\\u202eb; ab",
                "a\\u202db\\u202cc; abc",
                "a\\u202e\\u2067b\\u2069\\u202cc; a\\u2067b\\u2069c",
                "a\\u2067b; ab",
                "a\\u2069b\\u202cc; abc",
                "a\\u2066b\\u202ac\\u2069d\\u202ce; a\\u2066bc\\u2069de",
                "a\\u202bb\\u2069c\\u202cd; a\\u202bbc\\u202cd",
                "\\u2068\\u2068\\u2068a\\u2069; \\u2068a\\u2069",
            })
    void marks_that_turn_more_around_than_their_own_text_are_left_out(String sent, String kept) throws Exception {
        assertThat(escaped(heard(sent))).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0645\\u0631\\u062d\\u0628\\u0627 \\u061cC++\\u200e!",
                "\\u05e9\\u05dc\\u05d5\\u05dd (abc)\\u200f, 1\\u20132",
                "by \\u2068\\u05e2\\u05d3\\u05d4\\u2069 and \\u2066bob\\u2069",
                "\\u202a+49 30 1234\\u202c",
                "\\u202babc \\u202adef\\u202c\\u202c",
                "\\ud83d\\udc69\\u200d\\ud83d\\ude80 \\u2764\\ufe0f \\u0645\\u06cc\\u200c\\u062e",
                "\\ud83c\\udff4\\udb40\\udc67\\udb40\\udc62\\udb40\\udc65\\udb40\\udc6e\\udb40\\udc67\\udb40\\udc7f"
            })
    void what_scripts_and_pictures_need_stays(String sent) throws Exception {
        assertThat(escaped(heard(sent))).isEqualTo(sent);
    }

    @Test
    void a_text_of_nothing_but_such_marks_is_blank() throws Exception {
        Wire.problem(
                wire.post("/test-edge/forms", "{\"items\":[{\"caption\":\"\\u202e\\u2066\"}]}"),
                422,
                "invalid_request");
    }

    private String heard(String text) throws Exception {
        var answer = wire.post("/test-edge/forms", "{\"name\":\"" + text + "\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Wire.json(answer).path("name").asText();
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c < 0x7F ? Character.toString(c) : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
    }

    @Test
    void raw_surrogates_are_refused() throws Exception {
        var body = new ByteArrayOutputStream();
        body.write("{\"name\":\"".getBytes(UTF_8));
        body.write(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        body.write("\"}".getBytes(UTF_8));

        Wire.problem(wire.post("/test-edge/forms", body.toByteArray()), 400, "malformed_text");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF, 0xC3, 0x80, 0xF8})
    void bytes_that_are_no_utf8_are_refused(int octet) throws Exception {
        var body = new ByteArrayOutputStream();
        body.write("{\"name\":\"".getBytes(UTF_8));
        body.write(octet);
        body.write("\"}".getBytes(UTF_8));

        Wire.problem(wire.post("/test-edge/forms", body.toByteArray()), 400, "malformed_json");
    }

    @Test
    void every_fault_of_a_form_is_told_in_the_words_of_the_wire() throws Exception {
        var answer = wire.post(
                "/test-edge/forms",
                "{\"size_bytes\":-1,\"tags\":[\"a\",\" \"],\"items\":[{\"caption\":\"a\"},{\"caption\":\"\"}]}");

        var problem = Wire.problem(answer, 422, "invalid_request");
        assertThat(problem.path("faults").findValuesAsText("field"))
                .containsExactly("items[1].caption", "size_bytes", "tags[1]");
    }

    @Test
    void a_huge_text_is_a_fault_and_no_accident() throws Exception {
        var answer = wire.post("/test-edge/forms", "{\"name\":\"" + "x".repeat(60_000) + "\"}");

        assertThat(Wire.problem(answer, 422, "invalid_request")
                        .at("/faults/0/field")
                        .asText())
                .isEqualTo("name");
    }

    @Test
    void an_optional_body_may_be_missing() throws Exception {
        var answer = wire.post("/test-edge/optional", "");

        assertThat(Wire.json(answer).path("text").asText()).isEqualTo("none");
    }
}
