package io.overdub.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.decoder.Decoder;
import io.overdub.edge.cache.OtherProcess;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.LostDatabase;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.SqlPulse;
import io.overdub.world.RedisDoor;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CachedTest {

    private static final Duration LONGEST = Duration.ofSeconds(25);

    @Inject
    OtherProcess.Lever lever;

    @Inject
    AnswerCache cache;

    @Inject
    TestGate gate;

    @Inject
    TestHangUps hangUps;

    @Inject
    TestClock clock;

    @Inject
    RedisDoor redis;

    @Inject
    RedisScripts scripts;

    @Inject
    SqlPulse database;

    private final Wire wire = new Wire();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void answersAreKept() throws Exception {
        lever.open(true);
        lever.hears();
    }

    @AfterEach
    void answersAreNotKept() {
        lever.open(false);
    }

    @Test
    void who_asks_the_same_gets_the_same_and_nobody_makes_it_again() throws Exception {
        var first = wire.get("/test-edge/cached/" + id);
        var second = wire.get("/test-edge/cached/" + id);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(headers(second)).isEqualTo(headers(first));
        assertThat(times()).isOne();
        assertThat(wire.get("/test-edge/cached/" + id + "?a=1").body()).isNotEqualTo(first.body());
    }

    @Test
    void who_has_it_gets_nothing_again() throws Exception {
        var tag =
                wire.get("/test-edge/cached/" + id).headers().firstValue("ETag").orElseThrow();

        var again = wire.send(wire.to("/test-edge/cached/" + id).header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(times()).isOne();
    }

    @Test
    void it_goes_out_packed_as_the_client_takes_it() throws Exception {
        var plain = wire.get("/test-edge/cached/" + id).body();

        for (var round = 0; round < 2; round++) {
            assertThat(packed("gzip")).isEqualTo(plain);
            assertThat(packed("gzip;q=0.5, br")).isEqualTo(plain);
            assertThat(packed("br;q=0, gzip")).isEqualTo(plain);
            assertThat(packed("br;q=0, gzip;q=0.0")).isEqualTo(plain);
        }
        assertThat(times()).isOne();
    }

    @Test
    void who_is_signed_in_gets_their_own_and_leaves_nothing_for_others() throws Exception {
        for (var i = 0; i < 2; i++) {
            wire.send(wire.to("/test-edge/cached/" + id).header("Authorization", "Test ada"));
        }
        assertThat(times()).isEqualTo(2);

        var strangers = wire.get("/test-edge/cached/" + id).body();
        assertThat(strangers).contains(id + " 3");
        var own = wire.send(wire.to("/test-edge/cached/" + id).header("Authorization", "Test bela"));
        assertThat(own.body()).contains(id + " 4");
        assertThat(wire.get("/test-edge/cached/" + id).body()).isEqualTo(strangers);
    }

    @Test
    void what_is_for_everyone_is_for_who_is_signed_in_too() throws Exception {
        var first = wire.send(wire.to("/test-edge/cached-for-all/" + id).header("Authorization", "Test ada"));

        assertThat(wire.get("/test-edge/cached-for-all/" + id).body()).isEqualTo(first.body());
        assertThat(wire.send(wire.to("/test-edge/cached-for-all/" + id).header("Authorization", "Test bela"))
                        .body())
                .isEqualTo(first.body());
    }

    @Test
    void of_many_who_ask_at_once_one_makes_it() throws Exception {
        var answers = ofThoseWhoAskAtOnce(301);

        for (var answer : answers) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(answers.get(0).body());
            assertThat(lasting(answer)).isEqualTo(lasting(answers.get(0)));
        }
        assertThat(times()).isOne();
    }

    @Test
    void of_two_thousand_who_ask_at_once_one_makes_it() throws Exception {
        var answers = ofThoseWhoAskAtOnce(2_000);

        assertThat(answers).hasSize(2_000).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(answers.get(0).body());
        });
        assertThat(times()).isOne();
    }

    private List<HttpResponse<String>> ofThoseWhoAskAtOnce(int people) throws Exception {
        var path = wire.to("/test-edge/cached-slowly/" + id).build();
        var first = client.sendAsync(path, HttpResponse.BodyHandlers.ofString());
        gate.awaitVisitor();
        var others = IntStream.range(1, people)
                .mapToObj(i -> client.sendAsync(path, HttpResponse.BodyHandlers.ofString()))
                .toList();
        gate.release(TestGate.Door.ANSWERS);
        var answers = new ArrayList<HttpResponse<String>>();
        answers.add(first.get());
        for (var other : others) {
            answers.add(other.get());
        }
        return answers;
    }

    @Test
    void where_the_one_fails_each_of_the_others_tries() throws Exception {
        var path = wire.to("/test-edge/cached-refusals/CONFLICT/" + id).build();
        var first = client.sendAsync(path, HttpResponse.BodyHandlers.ofString());
        gate.awaitVisitor();
        var other = client.sendAsync(path, HttpResponse.BodyHandlers.ofString());
        gate.release(TestGate.Door.ANSWERS);
        gate.release(TestGate.Door.ANSWERS);

        Wire.problem(first.get(), 409, "no_conflict");
        Wire.problem(other.get(), 409, "no_conflict");
        gate.awaitVisitor();
        assertThat(times()).isEqualTo(2);
    }

    @Test
    void whose_client_hangs_up_makes_it_for_the_others_all_the_same() throws Exception {
        var path = "/test-edge/cached-slowly/" + id;
        var first = wire.connection(
                "GET " + path + " HTTP/1.1\r\nHost: here\r\n" + TestHangUps.HEADER + ": inside\r\n\r\n");
        gate.awaitVisitor();
        var other = client.sendAsync(wire.to(path).build(), HttpResponse.BodyHandlers.ofString());

        first.close();
        assertThat(hangUps.await()).isTrue();
        gate.release(TestGate.Door.ANSWERS);

        assertThat(other.get().body()).contains(id + " 1 ");
        assertThat(wire.get(path).body()).contains(id + " 1 ");
        assertThat(times()).isOne();
    }

    @Test
    void that_there_is_none_is_an_answer_too_in_words_of_each_request() throws Exception {
        var path = "/test-edge/cached-refusals/NOT_FOUND/" + id;
        var first = client.sendAsync(wire.to(path).build(), HttpResponse.BodyHandlers.ofString());
        gate.awaitVisitor();
        var other = client.sendAsync(wire.to(path).build(), HttpResponse.BodyHandlers.ofString());
        gate.release(TestGate.Door.ANSWERS);

        Wire.problem(first.get(), 404, "no_not_found");
        Wire.problem(other.get(), 404, "no_not_found");
        Wire.problem(wire.get(path), 404, "no_not_found");
        assertThat(other.get().body()).isNotEqualTo(first.get().body());
        assertThat(times()).isOne();

        gate.release(TestGate.Door.ANSWERS);
        clock.advance(Duration.ofMillis(5_500));
        Wire.problem(wire.get(path), 404, "no_not_found");
        gate.release(TestGate.Door.ANSWERS);
        forget();
        Wire.problem(wire.get(path), 404, "no_not_found");
        assertThat(times()).isEqualTo(3);
        gate.awaitVisitor();
        gate.awaitVisitor();
    }

    @Test
    void what_another_process_has_made_is_not_made_again() throws Exception {
        var first = wire.get("/test-edge/cached/" + id);
        lever.awaitFound("/test-edge/cached/" + id, "test:" + id);
        // As a process that has just started; what it found it keeps, and tells others as its own.
        lever.open(true);

        var found = wire.get("/test-edge/cached/" + id);

        assertThat(found.body()).isEqualTo(first.body());
        assertThat(headers(found)).isEqualTo(headers(first));
        assertThat(packed("gzip")).isEqualTo(first.body());
        assertThat(times()).isOne();
        forget();
        lever.open(true);
        assertThat(wire.get("/test-edge/cached/" + id).body()).contains(id + " 2");
    }

    @Test
    void metrics_tell_of_each_route_where_its_answers_came_from() throws Exception {
        wire.get("/test-edge/cached/" + id);
        wire.get("/test-edge/cached/" + id);

        assertThat(wire.get("/q/metrics").body())
                .containsPattern(
                        "overdub_cache_answers_total\\{outcome=\"fresh\",route=\"/test-edge/cached/\\{id}\"} [1-9]")
                .containsPattern(
                        "overdub_cache_answers_total\\{outcome=\"made\",route=\"/test-edge/cached/\\{id}\"} [1-9]");
    }

    @Test
    void an_old_one_is_given_out_while_one_request_makes_it_anew() throws Exception {
        var slow = wire.to("/test-edge/cached-slowly/" + id).build();
        gate.release(TestGate.Door.ANSWERS);
        var old = client.send(slow, HttpResponse.BodyHandlers.ofString()).body();
        gate.awaitVisitor();

        clock.advance(Duration.ofMillis(11_500));
        var fresh = client.sendAsync(slow, HttpResponse.BodyHandlers.ofString());
        gate.awaitVisitor();
        assertThat(client.send(slow, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo(old);
        gate.release(TestGate.Door.ANSWERS);

        assertThat(fresh.get().body()).contains(id + " 2");
        assertThat(client.send(slow, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo(fresh.get().body());
    }

    @Test
    void nothing_is_given_out_for_ever() throws Exception {
        wire.get("/test-edge/cached/" + id);
        clock.advance(LONGEST);

        assertThat(wire.get("/test-edge/cached/" + id).body()).contains(id + " 2");
    }

    @Test
    void what_it_depends_on_ends_it() throws Exception {
        wire.get("/test-edge/cached/" + id);

        forget();

        assertThat(wire.get("/test-edge/cached/" + id).body()).contains(id + " 2");
        assertThat(wire.get("/test-edge/cached/" + id).body()).contains(id + " 2");
    }

    @Test
    void what_ends_while_it_is_made_is_not_kept_and_not_shared() throws Exception {
        var path = wire.to("/test-edge/cached-slowly/" + id).build();
        var first = client.sendAsync(path, HttpResponse.BodyHandlers.ofString());
        gate.awaitVisitor();
        forget();
        var second = client.sendAsync(path, HttpResponse.BodyHandlers.ofString());
        gate.awaitVisitor();
        gate.release(TestGate.Door.ANSWERS);
        gate.release(TestGate.Door.ANSWERS);

        assertThat(first.get().body()).contains(id + " 1");
        assertThat(second.get().body()).contains(id + " 2");
        assertThat(client.send(path, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo(second.get().body());
    }

    @Test
    void other_processes_hear_what_has_ended() throws Exception {
        var other = new OtherProcess(scripts, database, clock, Duration.ofMinutes(10));
        other.hears();
        other.keeps("/somewhere", "test:" + id);
        other.keeps("/elsewhere", "test:" + id + "!");

        forget();
        other.hears();

        assertThat(other.knows("/somewhere")).isFalse();
        assertThat(other.knows("/elsewhere")).isTrue();

        other.ends("test:" + id);
        wire.get("/test-edge/cached/" + id);
        other.ends("test:" + id);
        lever.hears();
        assertThat(wire.get("/test-edge/cached/" + id).body()).contains(id + " 2");
    }

    @Test
    void who_cannot_hear_gives_out_nothing_and_who_cannot_tell_says_so() throws Exception {
        var other = new OtherProcess(scripts, database, clock, Duration.ofMillis(200));
        other.keeps("/somewhere", "test:" + id);
        redis.shut();
        try {
            assertThatThrownBy(() -> cache.forget("test:" + id)).isInstanceOf(EngineAway.class);
            other.awaitDoubt();
            assertThat(other.knows("/somewhere")).isFalse();
        } finally {
            redis.open();
        }
        other.hears();

        // What ended meanwhile was not heard, so all that was kept is gone.
        assertThat(other.knows("/somewhere")).isFalse();
        other.keeps("/somewhere", "test:" + id);
    }

    @Test
    void while_the_database_is_away_who_heard_late_keeps_what_did_not_end() throws Exception {
        var lost = new LostDatabase();
        var other = new OtherProcess(scripts, lost.pulse(), clock, Duration.ofMillis(200));
        other.keeps("/somewhere", "test:" + id);
        other.keeps("/elsewhere", "test:" + id + "!");
        other.awaitDoubt();
        forget();

        other.awaitKnown("/elsewhere");
        assertThat(other.knows("/somewhere")).isFalse();

        lost.comesBack();
        other.hears();
        assertThat(other.knows("/elsewhere")).isFalse();
    }

    private void forget() throws InterruptedException {
        lever.insist(() -> cache.forget("test:" + id));
        lever.hears();
    }

    private int times() throws Exception {
        return Integer.parseInt(wire.get("/test-edge/times/" + id).body());
    }

    /** Headers are as people write them, not as the standard does. */
    @Test
    void who_names_no_encoding_gets_it_plain() throws Exception {
        var plain = wire.get("/test-edge/cached/" + id).body();

        for (var accepted : List.of(";", ",", " ; , ;q=1", ";;gzip", "gzip;q=0;", "gzip ; q=0.000", "br;q=0, ;")) {
            assertThat(packed(accepted)).as(accepted).isEqualTo(plain);
        }
    }

    private String packed(String accepted) throws Exception {
        var answer = client.send(
                wire.to("/test-edge/cached/" + id)
                        .header("Accept-Encoding", accepted)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return switch (answer.headers().firstValue("Content-Encoding").orElse("")) {
            case "gzip" ->
                new String(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), UTF_8);
            case "br" -> new String(Decoder.decompress(answer.body()).getDecompressedData(), UTF_8);
            default -> new String(answer.body(), UTF_8);
        };
    }

    /** So many at once may make a small machine late for Redis, and answers of that moment say so. */
    private static TreeMap<String, List<String>> lasting(HttpResponse<?> answer) {
        var headers = headers(answer);
        headers.remove("degraded");
        return headers;
    }

    private static TreeMap<String, List<String>> headers(HttpResponse<?> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(List.of("date", "x-request-id", "ratelimit", "ratelimit-policy"));
        return headers;
    }
}
