package io.overdub.edge.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.SqlPulse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What another process would keep, over the same Redis; it hears when it is told to. */
public final class OtherProcess {

    private static final long LONG_ENOUGH_NANOS = Duration.ofSeconds(30).toNanos();

    private record Config(boolean enabled, Duration patience, long most) implements CacheConfig {}

    private final Ends ends;
    private final Answers answers;

    public OtherProcess(RedisScripts redis, SqlPulse database, Clock clock, Duration patience) {
        var config = new Config(true, patience, 1_000_000);
        this.ends = new Ends(redis, database, config);
        var meters = new SimpleMeterRegistry();
        this.answers = new Answers(
                ends, new SharedAnswers(null, Duration.ZERO, ends, clock, meters), database, config, clock, meters);
    }

    /** Also if Redis was away a moment ago. */
    public void hears() throws InterruptedException {
        await(ends::hear);
    }

    /** However slow the machine is. */
    public void awaitKnown(String address) throws InterruptedException {
        await(() -> ends.hear() && knows(address));
    }

    public void awaitDoubt() throws InterruptedException {
        await(() -> !ends.areKnown());
    }

    /** However slow the machine is, so that nothing was heard for too long in between. */
    public void keeps(String address, String... tags) throws InterruptedException {
        await(() -> {
            ends.hear();
            var terms = new Answers.Terms("/", false, Duration.ofHours(1), List.of(tags));
            var making = answers.make(address, terms, answer -> {});
            if (making == null) {
                return false;
            }
            making.finish(new Answer(new byte[10], "W/\"tag\"", "application/json"));
            return knows(address);
        });
    }

    public boolean knows(String address) {
        return answers.find(address, false) != null;
    }

    public void ends(String... tags) throws InterruptedException {
        await(() -> did(() -> answers.forget(tags)));
    }

    private static boolean did(Runnable deed) {
        try {
            deed.run();
            return true;
        } catch (EngineAway redis) {
            return false;
        }
    }

    static void await(BooleanSupplier truth) throws InterruptedException {
        var deadline = System.nanoTime() + LONG_ENOUGH_NANOS;
        while (!truth.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("It did not come about");
            }
            Thread.onSpinWait();
        }
    }

    /** Levers on what the application keeps. */
    @Singleton
    public static class Lever {

        private final Ends ends;
        private final Answers answers;
        private final SharedAnswers others;

        Lever(Ends ends, Answers answers, SharedAnswers others) {
            this.ends = ends;
            this.answers = answers;
            this.others = others;
        }

        public void open(boolean wanted) {
            answers.open(wanted);
        }

        /** Also if Redis was away a moment ago. */
        public void hears() throws InterruptedException {
            await(ends::hear);
        }

        /** Until others find what this process has made: nothing waits for its being kept. */
        public void awaitFound(String address, String tag) throws InterruptedException {
            await(() -> others.find(address, List.of(tag)).toCompletableFuture().join() != null);
        }

        public void insist(Runnable deed) throws InterruptedException {
            await(() -> did(deed));
        }
    }
}
