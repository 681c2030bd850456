package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConditionalRequestsTest {

    private final Wire wire = new Wire();
    private final String path = "/test-edge/notes/" + UUID.randomUUID();

    @Test
    void a_get_is_tagged_and_kept_private() throws Exception {
        var answer = wire.get(path);

        assertThat(tag(answer)).matches("W/\"[A-Za-z0-9_-]{22}\"");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Authorization, Accept-Encoding");
    }

    @Test
    void who_has_it_gets_nothing_again() throws Exception {
        var tag = tag(wire.get(path));

        var answer = wire.send(wire.to(path).header("If-None-Match", "\"other\", " + tag));

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(tag(answer)).isEqualTo(tag);
        assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
        assertThat(answer.headers().firstValue("X-Request-ID")).isPresent();
    }

    @Test
    void a_packed_answer_carries_the_same_tag() throws Exception {
        var plain = wire.get(path);

        var packed = wire.send(wire.to(path).header("Accept-Encoding", "gzip"));

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(tag(packed)).isEqualTo(tag(plain));
    }

    @Test
    void a_change_changes_the_tag() throws Exception {
        var before = tag(wire.get(path));
        patch("fresh");

        var answer = wire.send(wire.to(path).header("If-None-Match", before));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(tag(answer)).isNotEqualTo(before);
    }

    @Test
    void a_change_upon_what_was_seen_goes_through() throws Exception {
        var seen = tag(wire.get(path));

        var answer = patch("edited", "If-Match", seen);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void a_change_upon_something_older_is_refused() throws Exception {
        var seen = tag(wire.get(path));
        patch("somebody else");

        var answer = patch("mine", "If-Match", seen);

        Wire.problem(answer, 412, "precondition_failed");
        assertThat(wire.get(path).body()).contains("somebody else");
    }

    @Test
    void problems_have_no_tag() throws Exception {
        var answer = wire.get("/test-edge/nowhere");

        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    private HttpResponse<String> patch(String text, String... headers) throws Exception {
        var request = wire.to(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"text\":\"" + text + "\"}"));
        return wire.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
