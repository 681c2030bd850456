package io.overdub.uploads.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.uploads.Phone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store promises, whoever it is. */
abstract class StorageContract {

    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final byte[] BYTES = "three short words of many bytes".getBytes(UTF_8);
    private static final byte[] OTHERS = "these bytes are just as many !!".getBytes(UTF_8);

    private final Phone phone = new Phone();
    private final Instant now = Clock.systemUTC().instant();
    private final String key = "incoming/" + KEYS.incrementAndGet();

    abstract Storage storage();

    abstract DirectAccess access();

    @Test
    void a_phone_puts_and_gets_the_very_bytes() {
        var status = phone.put(put(key), BYTES);

        assertThat(status).isEqualTo(200);
        var got = phone.get(access().get(key, now, LIFE));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(BYTES);
        assertThat(got.headers().firstValue("content-type")).contains("video/mp4");
    }

    @Test
    void a_phone_is_told_exactly_what_to_send() {
        var put = put(key);

        assertThat(put.headers())
                .containsOnlyKeys("content-type", "content-length", "x-amz-checksum-sha256", "if-none-match")
                .containsEntry("content-length", Integer.toString(BYTES.length))
                .containsEntry("if-none-match", "*");
        assertThat(put.expiresAt()).isEqualTo(now.plus(LIFE));
    }

    @Test
    void a_forged_signature_is_refused() {
        var forged = put(key).url().replaceFirst("(X-Amz-Signature=)....", "$10000");

        assertRefused(403, forged, put(key).headers(), BYTES);
    }

    @Test
    void another_length_is_refused() {
        assertRefused(403, put(key).url(), put(key).headers(), Arrays.copyOf(BYTES, BYTES.length - 1));
    }

    @Test
    void another_type_is_refused() {
        assertRefused(403, put(key).url(), with("content-type", "text/html"), BYTES);
    }

    @Test
    void other_bytes_than_the_checksum_promises_are_refused() {
        assertRefused(400, put(key).url(), put(key).headers(), OTHERS);
    }

    @Test
    void another_checksum_is_refused() {
        var others = access().put(expected(key, OTHERS), now, LIFE).headers();

        assertRefused(403, put(key).url(), others, OTHERS);
    }

    @Test
    void a_put_without_its_checksum_is_refused() {
        var without = new HashMap<>(put(key).headers());
        without.remove("x-amz-checksum-sha256");

        assertRefused(403, put(key).url(), without, BYTES);
    }

    @Test
    void another_key_is_refused() {
        var elsewhere = put(key).url().replace(key, key + "0");

        assertThat(phone.put(elsewhere, put(key).headers(), BYTES)).isEqualTo(403);
        assertThat(storage().find(key + "0")).isEmpty();
    }

    @Test
    void an_expired_put_is_refused() {
        var old = access().put(expected(key, BYTES), now.minus(LIFE).minusSeconds(5), LIFE);

        assertRefused(403, old.url(), old.headers(), BYTES);
    }

    @Test
    void an_expired_address_shows_nothing() {
        store(key, BYTES);

        var got = phone.get(access().get(key, now.minus(LIFE).minusSeconds(5), LIFE));

        assertThat(got.statusCode()).isEqualTo(403);
    }

    @Test
    void an_unsigned_get_shows_nothing() {
        store(key, BYTES);

        var address = access().get(key, now, LIFE);

        assertThat(phone.get(address.substring(0, address.indexOf('?'))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_taken_key_is_not_overwritten() {
        store(key, BYTES);
        var second = access().put(expected(key, OTHERS), now, LIFE);

        var status = phone.put(second, OTHERS);

        assertThat(status).isEqualTo(412);
        assertThat(phone.get(access().get(key, now, LIFE)).body()).isEqualTo(BYTES);
    }

    @Test
    void an_object_is_described_as_it_is() {
        store(key, BYTES);

        var object = storage().find(key).orElseThrow();

        assertThat(object.sizeBytes()).isEqualTo(BYTES.length);
        assertThat(storage().sha256(object)).isEqualTo(Phone.sha256(BYTES));
    }

    @Test
    void a_missing_key_is_just_not_there() {
        assertThat(storage().find(key)).isEmpty();
    }

    @Test
    void ranges_end_where_the_object_ends() {
        store(key, BYTES);
        var object = storage().find(key).orElseThrow();

        assertThat(storage().read(object, 6, 5)).isEqualTo("short".getBytes(UTF_8));
        assertThat(storage().read(object, BYTES.length - 5, 1_000)).isEqualTo("bytes".getBytes(UTF_8));
        assertThat(storage().read(object, BYTES.length, 10)).isEmpty();
    }

    @Test
    void a_copy_is_the_same_and_outlives_the_first() {
        store(key, BYTES);
        var target = "media/" + key;

        storage().copy(storage().find(key).orElseThrow(), target, "audio/mp4");
        storage().delete(key);

        var got = phone.get(access().get(target, now, LIFE));
        assertThat(got.body()).isEqualTo(BYTES);
        assertThat(got.headers().firstValue("content-type")).contains("audio/mp4");
        assertThat(got.headers().firstValue("cache-control")).contains("max-age=31536000, immutable");
    }

    @Test
    void copying_twice_does_no_harm() {
        store(key, BYTES);
        var object = storage().find(key).orElseThrow();

        storage().copy(object, "media/" + key, "video/mp4");
        storage().copy(object, "media/" + key, "video/mp4");

        assertThat(phone.get(access().get("media/" + key, now, LIFE)).body()).isEqualTo(BYTES);
    }

    @Test
    void what_was_removed_meanwhile_is_neither_read_nor_copied() {
        store(key, BYTES);
        var object = storage().find(key).orElseThrow();

        storage().delete(key);

        assertChangedFor(object);
    }

    @Test
    void what_was_replaced_meanwhile_is_neither_read_nor_copied() {
        store(key, BYTES);
        var object = storage().find(key).orElseThrow();

        storage().delete(key);
        store(key, OTHERS);

        assertChangedFor(object);
    }

    @Test
    void this_process_can_put_bytes_that_it_holds() {
        storage().put(expected(key, OTHERS), OTHERS);
        storage().put(expected(key, BYTES), BYTES);

        var got = phone.get(access().get(key, now, LIFE));
        assertThat(got.body()).isEqualTo(BYTES);
        assertThat(got.headers().firstValue("content-type")).contains("video/mp4");
    }

    @Test
    void a_new_document_is_put_once() {
        assertThat(publish("first", null)).isTrue();
        assertThat(publish("second", null)).isFalse();

        assertThat(phone.get(access().get(key, now, LIFE)).body()).isEqualTo("first".getBytes(UTF_8));
    }

    @Test
    void a_document_is_replaced_by_who_has_seen_it() {
        publish("first", null);
        var first = versionOf(key);
        assertThat(publish("second", first)).isTrue();

        assertThat(publish("late", first)).isFalse();

        assertThat(phone.get(access().get(key, now, LIFE)).body()).isEqualTo("second".getBytes(UTF_8));
        assertThat(publish("third", versionOf(key))).isTrue();
    }

    @Test
    void what_is_gone_is_not_replaced() {
        publish("first", null);
        var first = versionOf(key);
        storage().delete(key);

        assertThat(publish("second", first)).isFalse();
        assertThat(storage().find(key)).isEmpty();
    }

    @Test
    void a_document_is_served_as_it_was_said() {
        publish("first", null);

        var got = phone.get(access().get(key, now, LIFE));

        assertThat(got.headers().firstValue("content-type")).contains("application/json");
        assertThat(got.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(got.headers().firstValue("cache-control")).contains("max-age=60");
    }

    @Test
    void deleting_what_is_not_there_does_nothing() {
        storage().delete(key);

        assertThat(storage().find(key)).isEmpty();
    }

    @Test
    void keys_are_listed_in_order_after_a_key() {
        var folder = "listed-" + KEYS.incrementAndGet() + "/";
        store(folder + "b", BYTES);
        store(folder + "c", BYTES);
        store(folder + "a", BYTES);

        assertThat(storage().keys(folder, "")).containsExactly(folder + "a", folder + "b", folder + "c");
        assertThat(storage().keys(folder, folder + "a")).containsExactly(folder + "b", folder + "c");
    }

    private boolean publish(String text, @Nullable String replaces) {
        try {
            var bytes = text.getBytes(UTF_8);
            var file = Files.write(Files.createTempFile("document", ""), bytes);
            var object = new ExpectedObject(key, "application/json", bytes.length, Phone.sha256(bytes));
            return storage().publish(object, new Serving("gzip", "max-age=60"), file, replaces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String versionOf(String at) {
        return storage().find(at).orElseThrow().version();
    }

    private SignedPut put(String at) {
        return access().put(expected(at, BYTES), now, LIFE);
    }

    private static ExpectedObject expected(String at, byte[] bytes) {
        return new ExpectedObject(at, "video/mp4", bytes.length, Phone.sha256(bytes));
    }

    private void store(String at, byte[] bytes) {
        assertThat(phone.put(access().put(expected(at, bytes), now, LIFE), bytes))
                .isEqualTo(200);
    }

    private Map<String, String> with(String header, String value) {
        var headers = new HashMap<>(put(key).headers());
        headers.put(header, value);
        return headers;
    }

    private void assertRefused(int status, String url, Map<String, String> headers, byte[] bytes) {
        assertThat(phone.put(url, headers, bytes)).isEqualTo(status);
        assertThat(storage().find(key)).isEmpty();
    }

    private void assertChangedFor(StoredObject object) {
        assertThatThrownBy(() -> storage().read(object, 0, 10)).isInstanceOf(ObjectChanged.class);
        assertThatThrownBy(() -> storage().copy(object, "media/" + key, "video/mp4"))
                .isInstanceOf(ObjectChanged.class);
    }
}
