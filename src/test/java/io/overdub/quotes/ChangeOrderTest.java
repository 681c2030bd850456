package io.overdub.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Sql;
import io.overdub.world.DemoMedia;
import io.overdub.world.World;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes become visible in the order of their positions, whoever commits first: a client never reads past one that comes later. */
@QuarkusTest
class ChangeOrderTest {

    private static final String LANGUAGE = "qa-order";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Shelf shelf;

    @Inject
    Folding folding;

    @Inject
    World world;

    @Inject
    Sql sql;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void clear() {
        threads.shutdownNow();
        shelf.clear(LANGUAGE);
    }

    @Test
    void who_commits_later_has_no_earlier_position() throws Exception {
        var replica = new Replica(null, LANGUAGE).sync();
        var told = new CountDownLatch(1);
        var commit = new CountDownLatch(1);

        var slow = threads.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
            var id = shelf.add(Shelf.text("Slow", LANGUAGE, List.of(), List.of()), Review.APPROVED);
            shelf.tell(List.of(id));
            told.countDown();
            await(commit);
            return id;
        }));
        await(told);
        var fast = threads.submit(() -> shelf.put(Shelf.text("Fast", LANGUAGE, List.of(), List.of())));
        awaitSomebodyWaiting();
        replica.sync();
        assertThat(replica.quotes()).isEmpty();
        assertThat(fast.isDone()).isFalse();

        commit.countDown();
        var ids = List.of(get(slow).toString(), get(fast).toString());
        replica.sync(1);

        assertThat(replica.quotes().keySet()).containsExactlyElementsOf(ids);
    }

    @Test
    void a_client_that_reads_all_the_time_misses_nothing_that_many_write() throws Exception {
        var replica = new Replica(null, LANGUAGE).sync();
        var writing = new AtomicBoolean(true);
        var asked = new AtomicInteger();
        var reader = threads.submit(() -> {
            while (writing.get()) {
                replica.syncOnce(7);
                asked.incrementAndGet();
            }
        });
        var writers = new ArrayList<Future<List<UUID>>>();
        for (var writer = 0; writer < 6; writer++) {
            var name = "Writer " + writer;
            writers.add(threads.submit((Callable<List<UUID>>) () -> {
                var mine = new ArrayList<UUID>();
                for (var i = 0; i < 100 || asked.get() < 20 && !reader.isDone(); i++) {
                    mine.add(shelf.put(Shelf.text(name + ", " + i, LANGUAGE, List.of(), List.of())));
                    if (i % 3 == 0) {
                        shelf.withdraw(mine.remove(mine.size() / 2));
                    }
                }
                return mine;
            }));
        }

        var live = new HashSet<String>();
        for (var writer : writers) {
            get(writer).forEach(id -> live.add(id.toString()));
        }
        writing.set(false);
        get(reader);
        replica.sync();

        assertThat(replica.quotes().keySet()).isEqualTo(live);
    }

    @Test
    void dubs_are_published_and_counted_while_a_change_of_the_catalogue_is_under_way() throws Exception {
        var author = world.person("author");
        var quote = world.quote("Popular");
        var upload = author.uploads(DemoMedia.VIDEO);
        world.settle();
        var told = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        var slow = threads.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
            var id = shelf.add(Shelf.text("Slow", LANGUAGE, List.of(), List.of()), Review.APPROVED);
            shelf.tell(List.of(id));
            told.countDown();
            await(commit);
            return id;
        }));
        await(told);

        get(threads.submit(
                () -> author.tries(quote, upload, "", "public").then().statusCode(201)));
        get(threads.submit(folding::once));
        assertThat(slow.isDone()).isFalse();

        commit.countDown();
        get(slow);
    }

    private void awaitSomebodyWaiting() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (sql.one(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted",
                        row -> row.getInt(1))
                == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T get(Future<T> future) throws InterruptedException, ExecutionException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
