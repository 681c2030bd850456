package io.overdub.analytics;

import io.overdub.analytics.warehouse.EventRow;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts in Redis, until they are written down. Each mark counts once, as long as it is remembered: for one to two hours, which is far longer
 * than events come again when a process was killed. What Redis loses, and what comes again later, is set right from the raw events.
 */
@Singleton
class LiveCounts {

    /** What came in before that is left to the recount. */
    static final Duration MEMORY = Duration.ofHours(1);

    private static final List<String> KEY = List.of("analytics:reception:");
    /** In one call: Redis does nothing else meanwhile. */
    private static final int MOST_CREDITS = 500;

    private static final String MOST_ITEMS = "500";
    private static final String ID = "id";

    private static final Script COUNT = Script.of("""
            local now, before = KEYS[1] .. 'marks:' .. ARGV[1], KEYS[1] .. 'marks:' .. (ARGV[1] - 1)
            for i = 2, #ARGV, 3 do
              local mark, item, field = unpack(ARGV, i, i + 2)
              if redis.call('SISMEMBER', before, mark) == 0 and redis.call('SADD', now, mark) == 1 then
                redis.call('HINCRBY', KEYS[1] .. 'of:' .. item, field, 1)
                redis.call('SADD', KEYS[1] .. 'moved', item)
              end
            end
            redis.call('EXPIRE', now, 7200)
            return 1""");
    /** What is held stays so until it is dropped; only then more is taken. */
    private static final Script TAKE = Script.of("""
            local held = KEYS[1] .. 'held'
            if redis.call('EXISTS', held) == 0 then
              local items = redis.call('SPOP', KEYS[1] .. 'moved', ARGV[1])
              if #items == 0 then return false end
              redis.call('HSET', held, 'id', ARGV[2])
              for _, item in ipairs(items) do
                local counts = redis.call('HGETALL', KEYS[1] .. 'of:' .. item)
                for i = 1, #counts, 2 do redis.call('HSET', held, item .. ' ' .. counts[i], counts[i + 1]) end
                redis.call('DEL', KEYS[1] .. 'of:' .. item)
              end
            end
            return redis.call('HGETALL', held)""");

    private static final Script DROP = Script.of("""
            if redis.call('HGET', KEYS[1] .. 'held', 'id') ~= ARGV[1] then return 0 end
            return redis.call('DEL', KEYS[1] .. 'held')""");

    private final RedisScripts redis;
    private final Clock clock;

    /** Counts that were taken together. */
    record Held(UUID id, List<Count> counts) {}

    /** Of one item, in events that came in on one day. */
    record Count(UUID item, LocalDate receivedOn, Map<Metric, Long> more) {}

    LiveCounts(RedisScripts redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** As far as Redis answers, and as they came in lately. */
    void add(List<EventRow> rows) {
        var since = clock.instant().minus(MEMORY);
        count(rows.stream()
                .filter(row -> row.receivedAt().isAfter(since))
                .map(Credit::of)
                .flatMap(List::stream)
                .toList());
    }

    private void count(List<Credit> credits) {
        var hour = Long.toString(clock.millis() / Duration.ofHours(1).toMillis());
        for (var from = 0; from < credits.size(); from += MOST_CREDITS) {
            var words = new ArrayList<>(List.of(hour));
            for (var credit : credits.subList(from, Math.min(from + MOST_CREDITS, credits.size()))) {
                words.add(credit.mark());
                words.add(credit.item().toString());
                words.add(credit.receivedOn() + " " + credit.metric().key());
            }
            redis.run(COUNT, KEY, words);
        }
    }

    /**
     * Some of what was counted; the same again until it is dropped.
     *
     * @param id of these, if none are held yet
     */
    Optional<Held> take(UUID id) {
        return redis.run(TAKE, KEY, List.of(MOST_ITEMS, id.toString())).map(LiveCounts::held);
    }

    void drop(UUID id) {
        redis.run(DROP, KEY, List.of(id.toString()));
    }

    private static Held held(Response answer) {
        var fields = new HashMap<String, String>();
        for (var i = 0; i + 1 < answer.size(); i += 2) {
            fields.put(answer.get(i).toString(), answer.get(i + 1).toString());
        }
        var id = UUID.fromString(fields.remove(ID));
        var counts = new HashMap<String, Count>();
        fields.forEach((field, value) -> {
            var words = field.split(" ");
            counts.computeIfAbsent(
                            words[0] + words[1],
                            fresh -> new Count(
                                    UUID.fromString(words[0]), LocalDate.parse(words[1]), new EnumMap<>(Metric.class)))
                    .more()
                    .put(Metric.valueOf(words[2].toUpperCase(Locale.ROOT)), Long.parseLong(value));
        });
        return new Held(id, List.copyOf(counts.values()));
    }
}
