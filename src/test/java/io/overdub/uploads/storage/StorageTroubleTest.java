package io.overdub.uploads.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.kernel.Refusal;
import io.overdub.uploads.Phone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkGlobalTime;

/** What storage says is never taken for more than it is. */
class StorageTroubleTest {

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Assembly ASSEMBLY = new Assembly("incoming/1", "the.name_of-it");
    private static final List<ReceivedPart> PARTS =
            List.of(new ReceivedPart(1, 5 << 20, "\"e1\""), new ReceivedPart(2, 7, "\"e2\""));
    private static final StoredObject OBJECT = new StoredObject("incoming/1", 100, "\"v1\"", null);

    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable TroubledStore store;

    @AfterEach
    void stop() {
        over.countDown();
        close();
    }

    private void close() {
        if (store != null) {
            store.stop();
            assertThat(store.faults()).isEmpty();
        }
    }

    @Test
    void an_error_inside_a_200_is_no_copy() throws IOException {
        var storage = storageThat(
                (exchange, number) -> TroubledStore.send(exchange, 200, TroubledStore.error("InternalError")));

        assertDown(() -> storage.copy(OBJECT, "media/1", "video/mp4"));
    }

    @Test
    void an_error_after_keep_alive_blanks_inside_a_200_is_no_copy() throws IOException {
        var storage = storageThat((exchange, number) -> TroubledStore.send(
                exchange, 200, TroubledStore.error("SlowDown").replace("\n", "\n   \n   \n")));

        assertDown(() -> storage.copy(OBJECT, "media/1", "video/mp4"));
    }

    @Test
    void a_200_that_names_no_new_object_is_no_copy() throws IOException {
        var storage = storageThat((exchange, number) -> TroubledStore.send(exchange, 200, ""));

        assertDown(() -> storage.copy(OBJECT, "media/1", "video/mp4"));
    }

    @Test
    void an_answer_that_comes_too_late_is_no_answer() throws IOException {
        var storage = storageThat((exchange, number) -> untilTheTestIsOver());

        assertDown(() -> storage.copy(OBJECT, "media/1", "video/mp4"));
        assertThat(requireNonNull(store).requests()).isPositive();
    }

    @Test
    void slow_down_is_obeyed_and_then_it_works() throws IOException {
        var storage = storageThat((exchange, number) -> TroubledStore.send(
                exchange, number == 1 ? 503 : 204, number == 1 ? TroubledStore.error("SlowDown") : ""));

        storage.delete("incoming/1");

        assertThat(requireNonNull(store).requests()).isEqualTo(2);
    }

    @Test
    void slow_down_for_ever_ends_in_a_refusal() throws IOException {
        var storage =
                storageThat((exchange, number) -> TroubledStore.send(exchange, 503, TroubledStore.error("SlowDown")));

        assertDown(() -> storage.find("incoming/1"));
        assertDown(() -> storage.delete("incoming/1"));
    }

    @Test
    void refused_credentials_do_not_mean_that_nothing_is_there() throws IOException {
        var storage = storageThat(
                (exchange, number) -> TroubledStore.send(exchange, 403, TroubledStore.error("AccessDenied")));

        assertDown(() -> storage.find("incoming/1"));
    }

    @Test
    void a_head_without_facts_describes_nothing() throws IOException {
        var storage = storageThat((exchange, number) -> TroubledStore.send(exchange, 200, ""));

        assertDown(() -> storage.find("incoming/1"));
    }

    @Test
    void a_whole_object_is_not_taken_for_a_range() throws IOException {
        var storage = storageThat((exchange, number) -> TroubledStore.send(exchange, 200, "the whole object"));

        assertDown(() -> storage.read(OBJECT, 4, 5));
    }

    @Test
    void a_body_that_breaks_off_is_not_taken_for_the_object() throws IOException {
        var storage = storageThat((exchange, number) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-99/100");
            exchange.sendResponseHeaders(206, 100);
            exchange.getResponseBody().write(new byte[10]);
        });

        assertDown(() -> storage.sha256(OBJECT, () -> {}));
        assertDown(() -> storage.read(OBJECT, 0, 100));
    }

    @Test
    void a_body_that_crawls_is_read_to_its_end() throws IOException {
        var storage = storageThat((exchange, number) -> {
            exchange.sendResponseHeaders(200, OBJECT.sizeBytes());
            for (var at = 0; at < OBJECT.sizeBytes(); at += 10) {
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
                over.await(PATIENCE.toMillis() * 7 / 10, TimeUnit.MILLISECONDS);
            }
        });

        assertThat(storage.sha256(OBJECT, () -> {})).isEqualTo(Phone.sha256(new byte[100]));
    }

    @Test
    void an_error_inside_a_200_puts_nothing_together() throws IOException {
        for (var error : List.of("InternalError", "SlowDown")) {
            var storage = storageThat((exchange, number) ->
                    TroubledStore.send(exchange, 200, TroubledStore.error(error).replace("\n", "\n   \n   \n")));

            assertDown(() -> storage.assemble(ASSEMBLY, PARTS));
        }
    }

    @Test
    void a_200_that_names_no_object_puts_nothing_together() throws IOException {
        var storage = storageThat((exchange, number) -> TroubledStore.send(exchange, 200, ""));

        assertDown(() -> storage.assemble(ASSEMBLY, PARTS));
        assertDown(() -> storage.begin("incoming/1", "video/mp4"));
    }

    @Test
    void parts_are_put_together_as_listed() throws IOException {
        var storage = storageThat((exchange, number) -> TroubledStore.send(exchange, 200, """
                <?xml version="1.0" encoding="UTF-8"?>

                <CompleteMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                  <Bucket>contract</Bucket><Key>incoming/1</Key><ETag>"whole-2"</ETag>
                </CompleteMultipartUploadResult>"""));

        storage.assemble(ASSEMBLY, PARTS);

        assertThat(requireNonNull(store).requests()).isEqualTo(1);
    }

    /** The first try did the work and its answer got lost: what the second is told decides nothing. */
    @Test
    void an_assembly_that_storage_does_not_know_may_have_been_put_together() throws IOException {
        var storage = storageThat((exchange, number) -> {
            if (number == 1) {
                untilTheTestIsOver();
            }
            TroubledStore.send(exchange, 404, TroubledStore.error("NoSuchUpload"));
        });

        assertThatCode(() -> storage.assemble(ASSEMBLY, PARTS)).doesNotThrowAnyException();
        assertThat(storage.parts(ASSEMBLY)).isEmpty();
        assertThatCode(() -> storage.abandon(ASSEMBLY)).doesNotThrowAnyException();
    }

    @Test
    void a_missing_bucket_is_no_missing_assembly() throws IOException {
        var storage = storageThat(
                (exchange, number) -> TroubledStore.send(exchange, 404, TroubledStore.error("NoSuchBucket")));

        assertDown(() -> storage.parts(ASSEMBLY));
        assertDown(() -> storage.assemble(ASSEMBLY, PARTS));
        assertDown(() -> storage.abandon(ASSEMBLY));
    }

    @Test
    void a_part_that_was_sent_anew_is_no_end_of_the_matter() throws IOException {
        var storage = storageThat(
                (exchange, number) -> TroubledStore.send(exchange, 400, TroubledStore.error("InvalidPart")));

        assertDown(() -> storage.assemble(ASSEMBLY, PARTS));
    }

    @Test
    void all_pages_of_parts_are_read() throws IOException {
        var storage = storageThat((exchange, number) -> {
            var query = exchange.getRequestURI().getQuery();
            if (query.contains("part-number-marker=2")) {
                TroubledStore.send(exchange, 200, parts(false, 3));
            } else {
                assertThat(query).doesNotContain("marker");
                TroubledStore.send(exchange, 200, parts(true, 1, 2));
            }
        });

        assertThat(storage.parts(ASSEMBLY).orElseThrow())
                .containsExactly(
                        new ReceivedPart(1, 10, "\"e1\""),
                        new ReceivedPart(2, 10, "\"e2\""),
                        new ReceivedPart(3, 10, "\"e3\""));
    }

    @Test
    void pages_that_never_end_are_not_read_for_ever() throws IOException {
        var storage = storageThat((exchange, number) -> TroubledStore.send(exchange, 200, parts(true, 1, 2)));

        assertDown(() -> storage.parts(ASSEMBLY));
        assertThat(requireNonNull(store).requests()).isEqualTo(2);
    }

    @Test
    void a_clock_that_is_twenty_minutes_off_is_put_right_by_what_storage_says() throws IOException {
        SdkGlobalTime.setGlobalTimeOffset((int) Duration.ofMinutes(20).toSeconds());
        try {
            var storage = storageThat((exchange, number) -> {
                var sent = AMZ_DATE.parse(exchange.getRequestHeaders().getFirst("X-Amz-Date"), Instant::from);
                var off = Duration.between(sent, Clock.systemUTC().instant()).abs();
                var refused = off.compareTo(Duration.ofMinutes(15)) > 0;
                TroubledStore.send(
                        exchange, refused ? 403 : 204, refused ? TroubledStore.error("RequestTimeTooSkewed") : "");
            });

            storage.delete("incoming/1");

            assertThat(requireNonNull(store).requests()).isEqualTo(2);
        } finally {
            SdkGlobalTime.setGlobalTimeOffset(0);
        }
    }

    @Test
    void a_closed_door_is_a_refusal() throws IOException {
        var storage = new S3Storage(LocalStore.client(closedPort(), PATIENCE), LocalStore.BUCKET);

        assertDown(() -> storage.find("incoming/1"));
        assertDown(() -> storage.begin("incoming/1", "video/mp4"));
        assertDown(() -> storage.parts(ASSEMBLY));
        assertDown(() -> storage.assemble(ASSEMBLY, PARTS));
        assertDown(() -> storage.abandon(ASSEMBLY));
        assertDown(() -> storage.assemblies("incoming/", ""));
    }

    @Test
    void a_missing_bucket_stops_the_boot_and_is_named() throws IOException {
        var storage = storageThat(
                (exchange, number) -> TroubledStore.send(exchange, 404, TroubledStore.error("NoSuchBucket")));

        assertThatThrownBy(storage::checkBucket)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("uploads.storage.bucket=" + LocalStore.BUCKET);
    }

    @Test
    void an_outage_does_not_stop_the_boot() throws IOException {
        var storage = new S3Storage(LocalStore.client(closedPort(), PATIENCE), LocalStore.BUCKET);

        assertThatCode(storage::checkBucket).doesNotThrowAnyException();
    }

    private static String parts(boolean truncated, int... numbers) {
        var all = new StringBuilder();
        for (var number : numbers) {
            all.append("<Part><PartNumber>%d</PartNumber><ETag>\"e%d\"</ETag><Size>10</Size></Part>"
                    .formatted(number, number));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>%s</IsTruncated>
                <NextPartNumberMarker>%d</NextPartNumberMarker>%s</ListPartsResult>""".formatted(truncated, numbers[numbers.length - 1], all);
    }

    private S3Storage storageThat(TroubledStore.Mood mood) throws IOException {
        close();
        var troubled = new TroubledStore(mood);
        store = troubled;
        return new S3Storage(LocalStore.client(troubled.endpoint(), PATIENCE), LocalStore.BUCKET);
    }

    private void untilTheTestIsOver() {
        try {
            over.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static void assertDown(Runnable work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(StorageDown.class, down -> {
            assertThat(down.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
            assertThat(down.code()).isEqualTo("storage_unavailable");
            assertThat(down.retryAfter()).isPositive();
        });
    }
}
