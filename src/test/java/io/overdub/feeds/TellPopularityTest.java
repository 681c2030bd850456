package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Stretch;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TellPopularityTest {

    private static final Duration PAST = Duration.ofMinutes(11);

    @Inject
    World world;

    @Inject
    Candidates candidates;

    @Test
    void what_was_liked_of_late_is_told_with_all_its_likes_again_if_nobody_listened() {
        var author = world.person("author");
        var fan = world.person("fan");
        var quote = world.quote("Weighed");
        var known = author.publishes(quote);
        fan.likes(known);
        world.clock().advance(PAST);
        var liked = author.publishes(quote);
        var unloved = author.publishes(quote);
        world.person("admirer").likes(liked);
        fan.likes(liked);
        world.settle();
        var engine = new Engine();
        var job = new TellPopularity(candidates, engine, world.clock());

        engine.away = true;
        job.run();
        engine.away = false;
        job.run();

        assertThat(engine.likes).containsEntry(dub(liked), 2L).doesNotContainKeys(dub(unloved), dub(known));

        world.person("latecomer").likes(known);
        world.settle();
        job.run();

        assertThat(engine.likes).containsEntry(dub(known), 2L);

        fan.comments(unloved, "but I say something");
        fan.comments(known, "and so do I");
        job.run();

        assertThat(engine.likes).containsEntry(dub(unloved), 2L).containsEntry(dub(known), 4L);
    }

    private static DubId dub(String id) {
        return DubId.fromString(id);
    }

    /** Ranks by itself, and keeps what it is told. */
    private static final class Engine implements Timeline {

        private final Map<DubId, Long> likes = new HashMap<>();
        private boolean away;

        @Override
        public boolean weighs() {
            return true;
        }

        @Override
        public void weigh(Map<DubId, Long> told) {
            if (away) {
                throw new EngineAway("The engine of this test");
            }
            likes.putAll(told);
        }

        @Override
        public Stretch<DubId> newest(AccountId reader, @Nullable UUID before, int limit) {
            return new Stretch<>(List.of(), null, true);
        }

        @Override
        public @Nullable String show(DubId dub, AccountId author, @Nullable String reached) {
            return null;
        }

        @Override
        public @Nullable String hide(DubId dub, AccountId author, @Nullable String reached) {
            return null;
        }

        @Override
        public void follow(AccountId reader, AccountId author) {}

        @Override
        public void unfollow(AccountId reader, AccountId author) {}

        @Override
        public boolean needsFilling() {
            return false;
        }

        @Override
        public void fillDubs(AccountId author) {}

        @Override
        public void fillFollows(AccountId reader) {}
    }
}
