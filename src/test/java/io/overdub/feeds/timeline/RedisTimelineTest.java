package io.overdub.feeds.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.dubs.Dub;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.kernel.Arrears;
import io.overdub.kernel.Ids;
import io.overdub.kernel.RedisScripts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RedisTimelineTest {

    @Inject
    RedisScripts redis;

    @Inject
    Arrears arrears;

    @Inject
    Ids ids;

    @Test
    void whoever_was_overtaken_does_not_finish_the_timeline_of_another_builder() {
        var reader = new AccountId(ids.next());
        var dub = new DubId(ids.next());
        var early = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = timeline(new Truth(List.of(), () -> {
            early.countDown();
            await(goOn);
        }));
        var overtaken = CompletableFuture.runAsync(() -> slow.newest(reader, null, 20));
        await(early);

        // Meanwhile the reader has followed somebody, and a builder that knows it has begun.
        var quick = timeline(new Truth(List.of(dub), () -> {
            goOn.countDown();
            overtaken.join();
        }));
        quick.forget(reader);
        quick.newest(reader, null, 20);

        var unused = timeline(new Truth(List.of(), () -> {}));
        assertThat(unused.newest(reader, null, 20)).containsExactly(dub);
    }

    @Test
    void what_is_added_while_the_truth_is_read_is_kept() {
        var reader = new AccountId(ids.next());
        var older = new DubId(ids.next());
        var newer = new DubId(ids.next());
        var timeline = timeline(new Truth(
                List.of(older), () -> timeline(new Truth(List.of(), () -> {})).add(newer, List.of(reader))));

        timeline.newest(reader, null, 20);

        assertThat(timeline.newest(reader, null, 20)).containsExactly(newer, older);
    }

    private RedisTimeline timeline(Truth truth) {
        return new RedisTimeline(redis, arrears, truth, truth, ids);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Says the same to everybody; something happens while it is asked. */
    private record Truth(List<DubId> newest, Runnable meanwhile) implements Connections, Dubs {

        @Override
        public List<DubId> newestBy(Collection<AccountId> authors, @Nullable UUID before, int limit) {
            meanwhile.run();
            return newest;
        }

        @Override
        public List<AccountId> followedBy(AccountId follower, int limit) {
            return List.of();
        }

        @Override
        public Map<DubId, Dub> visibleTo(@Nullable AccountId viewer, Collection<DubId> dubs) {
            return Map.of();
        }

        @Override
        public Map<AccountId, Standing> standings(AccountId viewer, Collection<AccountId> people) {
            return Map.of();
        }

        @Override
        public void eachFollowerOf(AccountId followee, int size, Consumer<List<AccountId>> batch) {
            // Nobody follows anybody here.
        }
    }
}
