package io.overdub.feeds.trends;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The counters. All calls may be repeated, and may come late. What changes them throws {@link EngineAway} when Redis does not answer, so
 * that the outbox tries again.
 */
@Singleton
public class Trends {

    /** Beyond these an item is nowhere near the top. */
    private static final int MOST_ITEMS = 10_000;

    /** Votes in one call: Redis does nothing else meanwhile. */
    private static final int BATCH = 200;

    private static final long PERIOD_MS = Duration.ofDays(64).toMillis();

    /** Redis may lose what it had confirmed when it fails over: so everything is counted anew once a day. */
    private static final Duration COMPLETE_FOR = Duration.ofHours(24);

    /** While it is counted anew, which takes its time, what is there is shown: only for so long, or nobody would notice that nobody counts. */
    private static final Duration SHOWN_FOR = COMPLETE_FOR.multipliedBy(2);

    /** Of the keys that belong to one kind and period; {@code of} an item: v:voter is the vote, n:network how many from there. */
    private static final String PARTS = """
            local function of(item) return KEYS[1] .. 'of:' .. item end
            local function by(voter) return KEYS[1] .. 'by:' .. voter end
            local scores = KEYS[1] .. 'scores'
            """;

    /**
     * What was taken back stays as a vote of nothing: only a new fact brings it back, not a count of rows that were read before. Whose votes
     * are all forgotten leaves nothing.
     */
    private static final Script COUNT = Script.of(PARTS + """
            local fact, life = ARGV[1], ARGV[2]
            for i = 3, #ARGV, 6 do
              local item, voter, cause, network, worth, at = unpack(ARGV, i, i + 5)
              local field = 'v:' .. voter
              local had = redis.call('HGET', of(item), field)
              if not had or fact == '1' and string.sub(had, 1, 2) == '0 ' then
                local near = redis.call('HINCRBY', of(item), 'n:' .. network, 1)
                local counts = string.format('%.17g', tonumber(worth) / near)
                redis.call('HSET', of(item), field, counts .. ' ' .. cause .. ' ' .. network)
                redis.call('ZINCRBY', scores, counts, item)
                redis.call('SADD', by(voter), item)
                redis.call('ZADD', KEYS[1] .. 'voters', 'GT', at, voter)
                redis.call('EXPIRE', of(item), life)
                redis.call('EXPIRE', by(voter), life)
              end
            end
            redis.call('EXPIRE', KEYS[1] .. 'voters', life)
            redis.call('EXPIRE', scores, life)
            return 1""");

    private static final Script TAKE_BACK = Script.of(PARTS + """
            local item, voter, cause, life = unpack(ARGV)
            local field = 'v:' .. voter
            local had = redis.call('HGET', of(item), field)
            local counts, because, network = string.match(had or '0 - ', '^(%S+) (%S+) (.*)$')
            if counts ~= '0' and cause ~= '' and cause ~= because then return 0 end
            if cause == '' then
              redis.call('HDEL', of(item), field)
              redis.call('SREM', by(voter), item)
            else
              redis.call('HSET', of(item), field, '0 - ')
              redis.call('EXPIRE', of(item), life)
            end
            if counts == '0' then return 0 end
            if redis.call('HINCRBY', of(item), 'n:' .. network, -1) <= 0 then
              redis.call('HDEL', of(item), 'n:' .. network)
            end
            if tonumber(redis.call('ZINCRBY', scores, '-' .. counts, item)) <= 0 then
              redis.call('ZREM', scores, item)
            end
            return 1""");

    private static final Script VOTED_FOR = Script.of(PARTS + """
            local items = redis.call('SMEMBERS', by(ARGV[1]))
            if #items == 0 then redis.call('ZREM', KEYS[1] .. 'voters', ARGV[1]) end
            return items""");

    private static final Script FORGET = Script.of(PARTS + """
            redis.call('ZREM', scores, ARGV[1])
            return redis.call('DEL', of(ARGV[1]))""");

    private static final Script TOP = Script.of(PARTS + """
            if redis.call('EXISTS', KEYS[1] .. 'complete') == 0 then return false end
            return redis.call('ZREVRANGE', scores, 0, ARGV[1] - 1, 'WITHSCORES')""");

    private static final Script IS_COMPLETE = Script.of("""
            if redis.call('TTL', KEYS[1] .. 'complete') > tonumber(ARGV[1]) then return 1 end
            return 0""");

    private static final Script COMPLETE = Script.of("""
            redis.call('SET', KEYS[1] .. 'complete', 1, 'EX', ARGV[1])
            return 1""");

    private static final Script TIDY = Script.of(PARTS + """
            redis.call('ZREMRANGEBYSCORE', KEYS[1] .. 'voters', '-inf', ARGV[1])
            return redis.call('ZREMRANGEBYRANK', scores, 0, -(ARGV[2] + 1))""");

    private static final Script VOTERS = Script.of("""
            return redis.call('ZRANGE', KEYS[1] .. 'voters', ARGV[1], ARGV[1] + ARGV[2] - 1)""");

    private final RedisScripts redis;
    private final Clock clock;

    Trends(RedisScripts redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** Counts votes that were cast just now; the same person's second vote for an item counts nothing. */
    public void count(Kind kind, List<Vote> votes) {
        count(kind, votes, "1");
    }

    /** Counts votes that were read from the truth: not those that were taken back since. */
    public void recount(Kind kind, List<Vote> votes) {
        count(kind, votes, "0");
    }

    private void count(Kind kind, List<Vote> votes, String fact) {
        var period = periodOf(clock.instant());
        for (var from = 0; from < votes.size(); from += BATCH) {
            var words = new ArrayList<>(List.of(fact, life(kind)));
            for (var vote : votes.subList(from, Math.min(from + BATCH, votes.size()))) {
                var since = Duration.between(Instant.ofEpochMilli(period * PERIOD_MS), vote.at());
                words.addAll(List.of(
                        vote.item().toString(),
                        vote.voter().toString(),
                        vote.cause().toString(),
                        vote.network(),
                        Double.toString(vote.weight() * Math.pow(2, lives(kind, since))),
                        Long.toString(vote.at().toEpochMilli())));
            }
            insist(COUNT, key(kind, period), words);
        }
    }

    /** Only the vote of that cause; somebody who said so by something else too goes on counting for that. */
    public void takeBack(Kind kind, UUID item, UUID voter, UUID cause) {
        takeBack(kind, item.toString(), voter, cause.toString());
    }

    private void takeBack(Kind kind, String item, UUID voter, String cause) {
        insist(TAKE_BACK, key(kind), List.of(item, voter.toString(), cause, life(kind)));
    }

    /** All that somebody votes for or did once, whatever the cause. They must not be among those who count when votes are read anew. */
    public void forgetVoter(Kind kind, UUID voter) {
        for (var item : insist(VOTED_FOR, key(kind), List.of(voter.toString()))) {
            takeBack(kind, item.toString(), voter, "");
        }
        insist(VOTED_FOR, key(kind), List.of(voter.toString()));
    }

    public void forgetItem(Kind kind, UUID item) {
        insist(FORGET, key(kind), List.of(item.toString()));
    }

    /**
     * The items with the most votes, faded to this moment, most first; empty when that is not known: without Redis, or until all has been
     * counted anew after it was lost.
     */
    public Optional<Map<UUID, Double>> top(Kind kind, int most) {
        var now = clock.instant();
        var period = periodOf(now);
        var fading = Math.pow(2, -lives(kind, Duration.between(Instant.ofEpochMilli(period * PERIOD_MS), now)));
        return redis.run(TOP, key(kind, period), List.of(Integer.toString(most)))
                .flatMap(answer -> faded(answer, fading));
    }

    private static Optional<Map<UUID, Double>> faded(Response answer, double fading) {
        try {
            var top = new LinkedHashMap<UUID, Double>();
            for (var i = 0; i + 1 < answer.size(); i += 2) {
                var votes = Double.parseDouble(answer.get(i + 1).toString()) * fading;
                top.put(UUID.fromString(answer.get(i).toString()), votes);
            }
            return Optional.of(top);
        } catch (IllegalArgumentException e) {
            // What another release has written, or somebody by hand, is as good as gone.
            return Optional.empty();
        }
    }

    /** Whether everything has been counted since Redis was empty, and within the last day; empty when it does not answer. */
    public Optional<Boolean> isComplete(Kind kind) {
        var fresh = SHOWN_FOR.minus(COMPLETE_FOR).toSeconds();
        return redis.run(IS_COMPLETE, key(kind), List.of(Long.toString(fresh))).map(found -> found.toInteger() == 1);
    }

    public void complete(Kind kind) {
        insist(COMPLETE, key(kind), List.of(Long.toString(SHOWN_FOR.toSeconds())));
    }

    /** Forgets what is beyond reach. */
    public void tidy(Kind kind) {
        var since = clock.instant().minus(kind.memory());
        insist(TIDY, key(kind), List.of(Long.toString(since.toEpochMilli()), Integer.toString(MOST_ITEMS)));
    }

    /** People whose votes count, {@code most} of them from a place in their row on; empty at its end. */
    public List<UUID> voters(Kind kind, int from, int most) {
        var voters = new ArrayList<UUID>();
        for (var voter : insist(VOTERS, key(kind), List.of(Integer.toString(from), Integer.toString(most)))) {
            voters.add(UUID.fromString(voter.toString()));
        }
        return voters;
    }

    private Response insist(Script script, List<String> key, List<String> arguments) {
        return redis.run(script, key, arguments).orElseThrow(() -> new EngineAway("Redis"));
    }

    private static double lives(Kind kind, Duration time) {
        return (double) time.toMillis() / kind.halfLife().toMillis();
    }

    private static long periodOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), PERIOD_MS);
    }

    private List<String> key(Kind kind) {
        return key(kind, periodOf(clock.instant()));
    }

    private static List<String> key(Kind kind, long period) {
        return List.of("feeds:trends:" + kind.key() + ":" + period + ":");
    }

    private static String life(Kind kind) {
        return Long.toString(kind.memory().toSeconds());
    }
}
