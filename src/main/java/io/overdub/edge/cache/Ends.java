package io.overdub.edge.cache;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.kernel.SqlPulse;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Which answers have ended, on all processes. Each tag has a place, and what ends by it raises the number there; tags that share a place
 * end each other's answers, which costs nothing but making them again. What others say is read from Redis several times a second, as a
 * list that is numbered: whoever missed something, or Redis, ends everything. What one has told comes back too, and ends what was made in
 * between once more. Who has not heard from Redis for a while trusts no answer.
 *
 * <p>Whoever heard late ends everything too: another Redis may have taken over meanwhile, without the last of what was told. Not while
 * PostgreSQL is away, when nothing changes and what is kept is all that there is: that is done when it is back.
 */
@Singleton
class Ends {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int PLACES = 8_192;
    private static final int MOST = 10_000;
    private static final List<String> KEYS = List.of("edge:cache:number", "edge:cache:ended");

    /** Stands for all tags. */
    private static final String EVERYTHING = "*";

    /**
     * A Redis that has lost the number goes on from its clock, in microseconds: higher than all that was ever told. That it lost it
     * is told to all, whoever comes first afterwards.
     */
    private static final String BEGIN = """
            if redis.call('EXISTS', KEYS[1]) == 0 then
              redis.call('SET', KEYS[1], redis.call('TIME')[1] .. '000000')
              redis.call('DEL', KEYS[2])
              redis.call('ZADD', KEYS[2], redis.call('GET', KEYS[1]), '%s')
            end
            """.formatted(EVERYTHING);

    /** Late or twice it ends something once more. */
    private static final Script TELL = Script.of(BEGIN + """
            local number = redis.call('INCR', KEYS[1])
            for _, tag in ipairs(ARGV) do redis.call('ZADD', KEYS[2], number, tag) end
            redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -%d)
            return number""".formatted(MOST + 1));

    private static final Script HEAR = Script.of(BEGIN + """
            local number = redis.call('GET', KEYS[1])
            if number == ARGV[1] then return {number} end
            local ended = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf')
            table.insert(ended, 1, number)
            return ended""");

    private final RedisScripts redis;
    private final SqlPulse database;
    private final long patience;
    private final AtomicLongArray numbers = new AtomicLongArray(PLACES);

    /** For each place, of what others have made: it must know of this number to be good. */
    private final AtomicLongArray needed = new AtomicLongArray(PLACES);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hearing = new Thread(this::hearOn, "cache-ends");
    private volatile long heardAt;
    private volatile long heard = -1;

    /** Something may have been missed. */
    private boolean wasLate;

    /** What ended before this process has not heard of one by one. */
    private volatile long floor;

    Ends(RedisScripts redis, SqlPulse database, CacheConfig config) {
        this.redis = redis;
        this.database = database;
        this.patience = config.patience().toNanos();
        this.heardAt = System.nanoTime() - 2 * patience;
    }

    void start(@Observes StartupEvent event) {
        hearing.setDaemon(true);
        hearing.start();
    }

    void stop(@Observes ShutdownEvent event) {
        over.countDown();
    }

    private void hearOn() {
        try {
            do {
                hear();
            } while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when Redis did not answer. */
    synchronized boolean hear() {
        var asked = System.nanoTime();
        var answer = redis.run(HEAR, KEYS, List.of(Long.toString(heard)));
        answer.ifPresent(news -> {
            learn(news);
            heardAt = asked;
        });
        return answer.isPresent();
    }

    private void learn(Response answer) {
        var number = answer.get(0).toLong();
        var all = IntStream.range(1, answer.size())
                .anyMatch(i -> EVERYTHING.equals(answer.get(i).toString()));
        wasLate |= isLate();
        if (wasLate && !database.isAway() || number < heard || all || answer.size() > MOST) {
            wasLate = false;
            floor = number < heard ? heard + 1 : number;
            for (var place = 0; place < PLACES; place++) {
                numbers.incrementAndGet(place);
            }
        } else {
            for (var i = 1; i < answer.size(); i++) {
                end(answer.get(i).toString(), number);
            }
        }
        heard = number;
    }

    private boolean isLate() {
        return System.nanoTime() - heardAt > patience;
    }

    /** Whether this process would know by now what others ended a second ago. Memory only. */
    boolean areKnown() {
        return !isLate();
    }

    /** The numbers of these tags now: an answer that was begun after this and finds them unchanged depends on nothing that ended. */
    Since since(List<String> tags) {
        var places = new int[tags.size()];
        var then = new long[tags.size()];
        for (var i = 0; i < places.length; i++) {
            places[i] = placeOf(tags.get(i));
            then[i] = numbers.get(places[i]);
        }
        return new Since(places, then);
    }

    /** What this process has heard of by now. Whoever reads the truth after this sees all of it. */
    long heard() {
        return heard;
    }

    /** Whether any of these has ended, as far as this process knows, since somebody had heard of that number. */
    boolean haveEnded(List<String> tags, long number) {
        return number < floor || tags.stream().anyMatch(tag -> number < needed.get(placeOf(tag)));
    }

    void tell(List<String> tags) {
        tags.forEach(tag -> end(tag, heard + 1));
        var number = redis.run(TELL, KEYS, new ArrayList<>(tags)).orElseThrow(() -> new EngineAway("Redis"));
        tags.forEach(tag -> end(tag, number.toLong()));
    }

    private void end(String tag, long number) {
        var place = placeOf(tag);
        needed.accumulateAndGet(place, number, Math::max);
        numbers.incrementAndGet(place);
    }

    private static int placeOf(String tag) {
        return Math.floorMod(tag.hashCode(), PLACES);
    }

    /** A moment, as some tags saw it. */
    final class Since {

        private final int[] places;
        private final long[] then;

        private Since(int[] places, long[] then) {
            this.places = places;
            this.then = then;
        }

        boolean hasEnded() {
            for (var i = 0; i < places.length; i++) {
                if (numbers.get(places[i]) != then[i]) {
                    return true;
                }
            }
            return false;
        }
    }
}
