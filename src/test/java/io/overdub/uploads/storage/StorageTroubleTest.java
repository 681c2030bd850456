package io.overdub.uploads.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.kernel.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What storage says is never taken for more than it is. */
class StorageTroubleTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final StoredObject OBJECT = new StoredObject("incoming/1", 100, "\"v1\"", null);

    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable TroubledStore store;

    @AfterEach
    void stop() {
        over.countDown();
        if (store != null) {
            store.stop();
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

        assertDown(() -> storage.sha256(OBJECT));
        assertDown(() -> storage.read(OBJECT, 0, 100));
    }

    @Test
    void a_closed_door_is_a_refusal() throws IOException {
        var storage = new S3Storage(LocalStore.client(closedPort(), PATIENCE), LocalStore.BUCKET);

        assertDown(() -> storage.find("incoming/1"));
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

    private S3Storage storageThat(TroubledStore.Mood mood) throws IOException {
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
