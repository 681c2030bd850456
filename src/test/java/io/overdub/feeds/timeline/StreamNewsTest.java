package io.overdub.feeds.timeline;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.kernel.Refusal;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamNewsTest {

    private static final Script EXISTS = Script.of("return redis.call('EXISTS', KEYS[1])");
    private static final Script KEEP = Script.of("return redis.call('HSET', KEYS[1], '20', '')");

    @Inject
    RedisScripts redis;

    @Inject
    Ids ids;

    private AccountId reader;
    private AccountId other;
    private byte[] message;

    @BeforeEach
    void twoReadersHaveAFirstPage() {
        reader = new AccountId(ids.next());
        other = new AccountId(ids.next());
        for (var each : List.of(reader, other)) {
            redis.run(KEEP, List.of(StreamTimeline.firstKey(each)), List.of());
        }
        message = ("[{\"feed\":\"timeline:" + reader + "\",\"new\":[],\"deleted\":[]}]").getBytes(UTF_8);
    }

    @Test
    void what_is_signed_by_stream_gives_up_the_pages_that_it_names() throws GeneralSecurityException {
        news(Optional.of(new Settings())).take(message, signature(message, StreamServer.SECRET));

        assertThat(isKept(reader)).isFalse();
        assertThat(isKept(other)).isTrue();
    }

    @Test
    void stream_is_told_whose_address_it_is() {
        assertThat(news(Optional.of(new Settings())).key()).isEqualTo(StreamServer.KEY);
        assertRefused("no_stream", () -> news(Optional.empty()).key());
    }

    @Test
    void a_packed_message_is_signed_as_it_was_before() throws GeneralSecurityException, IOException {
        news(Optional.of(new Settings())).take(packed(message), signature(message, StreamServer.SECRET));

        assertThat(isKept(reader)).isFalse();
    }

    @Test
    void whoever_does_not_know_the_secret_is_not_heard() throws GeneralSecurityException, IOException {
        var news = news(Optional.of(new Settings()));

        for (var signature : new @Nullable String[] {null, "", "zz", "00", signature(message, "another secret")}) {
            assertRefused("bad_signature", () -> news.take(message, signature));
        }
        var changed = message.clone();
        changed[message.length - 1]++;
        var good = signature(message, StreamServer.SECRET);
        assertRefused("bad_signature", () -> news.take(changed, good));
        assertRefused("bad_signature", () -> news.take(new byte[] {0x1f, (byte) 0x8b, 0}, good));
        var huge = new byte[2 << 20];
        var bomb = packed(huge);
        var signed = signature(huge, StreamServer.SECRET);
        assertRefused("bad_signature", () -> news.take(bomb, signed));
        assertThat(isKept(reader)).isTrue();
    }

    @Test
    void without_stream_there_is_nothing_to_hear() {
        given().body("{\"type\":\"feeds.activity.added\"}")
                .header("X-Signature", "00")
                .contentType("application/json")
                .post("/v1/webhooks/stream")
                .then()
                .statusCode(404)
                .body("code", equalTo("no_stream"));
    }

    private static void assertRefused(String code, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private boolean isKept(AccountId person) {
        return redis.run(EXISTS, List.of(StreamTimeline.firstKey(person)), List.of())
                        .orElseThrow()
                        .toInteger()
                == 1;
    }

    private StreamNews news(Optional<TimelineConfig.Stream> stream) {
        return new StreamNews(new Config(stream), redis);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String signature(byte[] bytes, String secret) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(bytes));
    }

    private record Config(Optional<Stream> stream) implements TimelineConfig {

        @Override
        public Adapter adapter() {
            return Adapter.STREAM;
        }

        @Override
        public int fanOutLimit() {
            return 100_000;
        }

        @Override
        public Optional<Adapter> shadow() {
            return Optional.empty();
        }

        @Override
        public int shadowEvery() {
            return 100;
        }
    }

    private record Settings() implements TimelineConfig.Stream {

        @Override
        public Optional<String> ranking() {
            return Optional.empty();
        }

        @Override
        public Version version() {
            return Version.V3;
        }

        @Override
        public URI url() {
            return URI.create("http://localhost");
        }

        @Override
        public String key() {
            return StreamServer.KEY;
        }

        @Override
        public String secret() {
            return StreamServer.SECRET;
        }

        @Override
        public OptionalInt copyLimit() {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt callsPerMinute() {
            return OptionalInt.empty();
        }

        @Override
        public Optional<Duration> firstPageLife() {
            return Optional.empty();
        }
    }
}
