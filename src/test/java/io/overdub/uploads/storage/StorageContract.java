package io.overdub.uploads.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.uploads.Phone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises, whoever it is. */
abstract class StorageContract {

    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final byte[] BYTES = "three short words of many bytes".getBytes(UTF_8);
    private static final byte[] OTHERS = "these bytes are just as many !!".getBytes(UTF_8);

    /** The smallest that may have another one behind it. */
    private static final byte[] FIRST_PART = noise(5 << 20);

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
        assertThat(storage().sha256(object, () -> {})).isEqualTo(Phone.sha256(BYTES));
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
    void a_document_whose_answer_got_lost_is_known_again() {
        publish("first", null);
        var first = versionOf(key);
        publish("second", first);

        assertThat(publish("second", first)).isTrue();
        assertThat(publish("second", null)).isTrue();
        assertThat(publish("others", null)).isFalse();
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
    void files_go_out_and_come_in_whole(@TempDir Path folder) throws IOException {
        var bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        var out = Files.write(folder.resolve("out"), bytes);
        storage().upload(expected(key, OTHERS), Files.write(folder.resolve("old"), OTHERS));
        storage().upload(expected(key, bytes), out);

        storage().download(storage().find(key).orElseThrow(), folder.resolve("in"));

        assertThat(folder.resolve("in")).hasBinaryContent(bytes);
        var got = phone.get(access().get(key, now, LIFE));
        assertThat(got.headers().firstValue("content-type")).contains("video/mp4");
        assertThat(got.headers().firstValue("cache-control")).contains("max-age=31536000, immutable");
    }

    @Test
    void a_file_that_is_not_what_was_expected_is_not_published(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("out"), BYTES);

        assertThatThrownBy(() -> storage().upload(expected(key, OTHERS), file)).isInstanceOf(StorageDown.class);

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

    @Test
    void parts_in_any_order_become_one_object() {
        var assembly = storage().begin(key, "video/mp4");
        var tail = OTHERS;
        putPart(assembly, 2, tail);
        putPart(assembly, 1, FIRST_PART);

        var parts = storage().parts(assembly).orElseThrow();
        storage().assemble(assembly, parts);

        assertThat(parts).extracting(ReceivedPart::number).containsExactly(1, 2);
        assertThat(parts).extracting(ReceivedPart::sizeBytes).containsExactly((long) FIRST_PART.length, (long)
                tail.length);
        var whole = joined(FIRST_PART, tail);
        var object = storage().find(key).orElseThrow();
        var megabytes = new AtomicInteger();
        assertThat(object.sizeBytes()).isEqualTo(whole.length);
        assertThat(storage().sha256(object, megabytes::incrementAndGet)).isEqualTo(Phone.sha256(whole));
        assertThat(megabytes).hasValue(FIRST_PART.length >> 20);
        storage().copy(object, "media/" + key, "video/mp4");
        assertThat(Phone.sha256(
                        phone.get(access().get("media/" + key, now, LIFE)).body()))
                .isEqualTo(Phone.sha256(whole));
    }

    @Test
    void a_part_sent_anew_is_the_one_that_counts() {
        var assembly = storage().begin(key, "video/mp4");
        putPart(assembly, 1, OTHERS);
        putPart(assembly, 1, BYTES);

        storage().assemble(assembly, storage().parts(assembly).orElseThrow());

        assertThat(phone.get(access().get(key, now, LIFE)).body()).isEqualTo(BYTES);
    }

    @Test
    void a_part_that_changed_since_it_was_listed_is_not_assembled() {
        var assembly = storage().begin(key, "video/mp4");
        putPart(assembly, 1, OTHERS);
        var listed = storage().parts(assembly).orElseThrow();
        putPart(assembly, 1, BYTES);

        assertThatThrownBy(() -> storage().assemble(assembly, listed)).isInstanceOf(StorageDown.class);

        assertThat(storage().find(key)).isEmpty();
        assertThat(storage().parts(assembly).orElseThrow()).hasSize(1);
    }

    @Test
    void parts_that_were_not_sent_are_not_assembled() {
        var assembly = storage().begin(key, "video/mp4");
        putPart(assembly, 1, BYTES);
        var invented = new ReceivedPart(2, 5, "\"0123456789abcdef0123456789abcdef\"");

        assertThatThrownBy(() -> storage()
                        .assemble(
                                assembly,
                                List.of(storage().parts(assembly).orElseThrow().get(0), invented)))
                .isInstanceOf(StorageDown.class);

        assertThat(storage().find(key)).isEmpty();
    }

    @Test
    void assembling_what_is_assembled_does_no_harm() {
        var assembly = storage().begin(key, "video/mp4");
        putPart(assembly, 1, BYTES);
        var parts = storage().parts(assembly).orElseThrow();

        storage().assemble(assembly, parts);
        storage().assemble(assembly, parts);

        assertThat(phone.get(access().get(key, now, LIFE)).body()).isEqualTo(BYTES);
    }

    @Test
    void what_is_under_way_is_no_object_and_is_listed_apart() {
        var folder = "assembled-" + KEYS.incrementAndGet() + "/";
        var later = storage().begin(folder + "b", "video/mp4");
        var first = storage().begin(folder + "a", "video/mp4");
        putPart(first, 1, BYTES);

        assertThat(storage().keys(folder, "")).isEmpty();
        assertThat(storage().find(folder + "a")).isEmpty();
        assertThat(storage().assemblies(folder, "")).containsExactly(first, later);
        assertThat(storage().assemblies(folder, folder + "a")).containsExactly(later);
    }

    @Test
    void what_is_abandoned_is_gone_with_its_parts() {
        var folder = "abandoned-" + KEYS.incrementAndGet() + "/";
        var assembly = storage().begin(folder + "a", "video/mp4");
        putPart(assembly, 1, BYTES);

        storage().abandon(assembly);
        storage().abandon(assembly);

        assertThat(storage().assemblies(folder, "")).isEmpty();
        assertThat(storage().parts(assembly).orElse(List.of())).isEmpty();
        storage()
                .assemble(assembly, List.of(new ReceivedPart(1, BYTES.length, "\"0123456789abcdef0123456789abcdef\"")));
        assertThat(storage().find(folder + "a")).isEmpty();
    }

    @Test
    void a_part_of_another_length_is_refused() {
        var assembly = storage().begin(key, "video/mp4");
        var part = access().part(assembly, 1, BYTES.length, now, LIFE);

        assertThat(phone.put(part, Arrays.copyOf(BYTES, BYTES.length - 1))).isEqualTo(403);
        assertThat(phone.put(part, Arrays.copyOf(BYTES, BYTES.length + 1))).isEqualTo(403);
        assertNoPart(assembly);
    }

    @Test
    void a_part_goes_nowhere_but_to_its_place() {
        var assembly = storage().begin(key, "video/mp4");
        var other = storage().begin(key, "video/mp4");
        var part = access().part(assembly, 1, BYTES.length, now, LIFE);

        for (var elsewhere : List.of(
                part.url().replace("partNumber=1", "partNumber=2"),
                part.url().replace(key, key + "0"),
                part.url().replace(assembly.id(), other.id()),
                part.url().replace("partNumber=1&", ""),
                part.url().replaceFirst("(X-Amz-Signature=)....", "$10000"))) {
            assertThat(phone.put(elsewhere, part.headers(), BYTES))
                    .as(elsewhere)
                    .isEqualTo(403);
        }
        assertNoPart(assembly);
        assertNoPart(other);
        assertThat(storage().find(key)).isEmpty();
        assertThat(phone.put(part, BYTES)).isEqualTo(200);
    }

    @Test
    void an_expired_part_is_refused() {
        var assembly = storage().begin(key, "video/mp4");
        var old = access().part(assembly, 1, BYTES.length, now.minus(LIFE).minusSeconds(5), LIFE);

        assertThat(phone.put(old, BYTES)).isEqualTo(403);
        assertNoPart(assembly);
    }

    @Test
    void what_a_clock_twenty_minutes_slow_has_signed_is_refused() {
        var slow = now.minus(Duration.ofMinutes(20));
        var assembly = storage().begin(key, "video/mp4");

        assertThat(phone.put(access().part(assembly, 1, BYTES.length, slow, LIFE), BYTES))
                .isEqualTo(403);
        assertThat(phone.put(access().put(expected(key, BYTES), slow, LIFE), BYTES))
                .isEqualTo(403);
        assertNoPart(assembly);
        assertThat(storage().find(key)).isEmpty();
    }

    private void putPart(Assembly assembly, int number, byte[] bytes) {
        assertThat(phone.put(access().part(assembly, number, bytes.length, now, LIFE), bytes))
                .isEqualTo(200);
    }

    private void assertNoPart(Assembly assembly) {
        assertThat(storage().parts(assembly).orElseThrow()).isEmpty();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
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
        assertThatThrownBy(() -> storage().download(object, Path.of("target", "never-" + KEYS.incrementAndGet())))
                .isInstanceOf(ObjectChanged.class);
        assertThatThrownBy(() -> storage().read(object, 0, 10)).isInstanceOf(ObjectChanged.class);
        assertThatThrownBy(() -> storage().copy(object, "media/" + key, "video/mp4"))
                .isInstanceOf(ObjectChanged.class);
    }
}
