package io.overdub.search;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.LoadingCache;
import io.overdub.kernel.Memories;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What many people ask for, fading by half in 12 hours. Each counts once a day for a query, whoever counts as one: {@link Voices}. Who they
 * are is nowhere written: HyperLogLogs tell whether somebody is new to a query and how many asked. In Redis only; when that is lost, what
 * trends comes back as people ask.
 */
@Singleton
class TrendingQueries {

    private static final String KEY = "search:asked:";
    private static final Duration HALF_LIFE = Duration.ofHours(12);

    /** Scores grow with time instead of fading, so that old ones need no change; in a new period they begin anew. */
    private static final Duration PERIOD = Duration.ofDays(32);

    /** A day, and the next in which it still counts. */
    private static final Duration DAYS = Duration.ofDays(2);

    private static final int BATCH = 200;
    private static final int LOOKED_AT = 200;
    private static final int MOST_QUERIES = 5_000;

    private static final Script COUNT = Script.of("""
            local period, day, life, days = unpack(ARGV, 1, 4)
            local scores = KEYS[1] .. 'scores:' .. period
            for i = 5, #ARGV, 3 do
              local query, who, worth = unpack(ARGV, i, i + 2)
              local known = KEYS[1] .. 'who:' .. day .. ':' .. query
              if redis.call('PFADD', known, who) == 1 then redis.call('ZINCRBY', scores, worth, query) end
              redis.call('EXPIRE', known, days)
            end
            redis.call('EXPIRE', scores, life)
            return 1""");

    private static final Script TOP = Script.of("""
            local period, day, most, least = unpack(ARGV)
            local top = redis.call('ZREVRANGE', KEYS[1] .. 'scores:' .. period, 0, most - 1, 'WITHSCORES')
            local found = {}
            for i = 1, #top, 2 do
              local who = function(of) return KEYS[1] .. 'who:' .. of .. ':' .. top[i] end
              if redis.call('PFCOUNT', who(day), who(day - 1)) >= tonumber(least) then
                table.insert(found, top[i])
                table.insert(found, top[i + 1])
              end
            end
            return found""");

    private static final Script TIDY =
            Script.of("return redis.call('ZREMRANGEBYRANK', KEYS[1] .. 'scores:' .. ARGV[1], 0, -(ARGV[2] + 1))");

    private final RedisScripts redis;
    private final Voices voices;
    private final TrendingConfig config;
    private final Clock clock;
    private final LoadingCache<String, List<String>> top;

    TrendingQueries(RedisScripts redis, Voices voices, TrendingConfig config, Clock clock) {
        this.redis = redis;
        this.voices = voices;
        this.config = config;
        this.clock = clock;
        this.top =
                Memories.agingBy(clock).expireAfterWrite(Duration.ofSeconds(5)).build(all -> read());
    }

    /** May be repeated; without Redis it counts nothing. */
    void count(List<Heard> all) {
        var counting = voices.of(all.stream().map(Heard::who).collect(Collectors.toSet()));
        var heard = all.stream().filter(one -> counting.containsKey(one.who())).toList();
        var now = clock.instant();
        var period = periodOf(now);
        var worth = Math.pow(2, lives(Duration.between(startOf(period), now)));
        for (var from = 0; from < heard.size(); from += BATCH) {
            var words = new ArrayList<String>(List.of(
                    Long.toString(period),
                    Long.toString(dayOf(now)),
                    Long.toString(PERIOD.plus(DAYS).toSeconds()),
                    Long.toString(DAYS.toSeconds())));
            for (var one : heard.subList(from, Math.min(from + BATCH, heard.size()))) {
                words.addAll(List.of(one.key(), requireNonNull(counting.get(one.who())), Double.toString(worth)));
            }
            redis.run(COUNT, List.of(KEY), words);
        }
    }

    /** Forgets what is beyond reach. */
    void tidy() {
        redis.run(
                TIDY, List.of(KEY), List.of(Long.toString(periodOf(clock.instant())), Integer.toString(MOST_QUERIES)));
    }

    /** The most asked for first, from memory, at most 5 s old; nothing without Redis. */
    List<String> top() {
        return top.get("all");
    }

    private List<String> read() {
        var now = clock.instant();
        var period = periodOf(now);
        var scores = new HashMap<String, Double>();
        add(scores, now, period, 1);
        if (Duration.between(startOf(period), now).compareTo(DAYS) < 0) {
            add(scores, now, period - 1, Math.pow(2, -lives(PERIOD)));
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void add(Map<String, Double> scores, Instant now, long period, double worth) {
        var answer = redis.run(
                TOP,
                List.of(KEY),
                List.of(
                        Long.toString(period),
                        Long.toString(dayOf(now)),
                        Integer.toString(LOOKED_AT),
                        Integer.toString(config.leastPeople())));
        answer.ifPresent(found -> add(scores, found, worth));
    }

    private static void add(Map<String, Double> scores, Response found, double worth) {
        for (var i = 0; i + 1 < found.size(); i += 2) {
            scores.merge(
                    found.get(i).toString(), Double.parseDouble(found.get(i + 1).toString()) * worth, Double::sum);
        }
    }

    private static double lives(Duration time) {
        return (double) time.toMillis() / HALF_LIFE.toMillis();
    }

    private static long periodOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), PERIOD.toMillis());
    }

    private static Instant startOf(long period) {
        return Instant.ofEpochMilli(period * PERIOD.toMillis());
    }

    private static long dayOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), Duration.ofDays(1).toMillis());
    }
}
