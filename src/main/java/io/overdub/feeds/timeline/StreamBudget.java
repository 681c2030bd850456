package io.overdub.feeds.timeline;

import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls that Stream lets us make, shared by all processes: so many of a kind in a minute, and none of a kind that Stream has closed
 * until some time, which its headers say. Who gets none does not ask Stream. Without Redis each process keeps to a tenth.
 */
final class StreamBudget {

    enum Kind {
        READ,
        WRITE,
        FOLLOW,
        /** Many things in one call; Stream allows fewer of these. */
        MANY
    }

    private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();
    private static final int CAUTION = 10;
    private static final Duration LEAST_REST = Duration.ofSeconds(5);

    /** What is closed is kept as a time of ours, so that the clocks of Redis and of its expiry do not matter. */
    private static final Script TAKE = Script.of("""
            local closed = redis.call('GET', KEYS[2])
            if closed and tonumber(closed) > tonumber(ARGV[1]) then return 0 end
            local calls = redis.call('INCR', KEYS[1])
            if calls == 1 then redis.call('EXPIRE', KEYS[1], 180) end
            if calls > tonumber(ARGV[2]) then return 0 end
            return 1""");

    private static final Script CLOSE = Script.of("""
            local closed = redis.call('GET', KEYS[1])
            if not closed or tonumber(closed) < tonumber(ARGV[1]) then
              redis.call('SET', KEYS[1], ARGV[1], 'EX', 7200)
            end
            return 1""");

    private final RedisScripts redis;
    private final Clock clock;
    private final int callsPerMinute;
    private final Map<Kind, Instant> closed = new EnumMap<>(Kind.class);
    private final Map<Kind, Window> alone = new EnumMap<>(Kind.class);

    private record Window(long minute, int calls) {}

    /** @param callsPerMinute of each kind; of calls that do many things, three tenths of it */
    StreamBudget(RedisScripts redis, Clock clock, int callsPerMinute) {
        this.redis = redis;
        this.clock = clock;
        this.callsPerMinute = callsPerMinute;
    }

    /** Whether one call of this kind may be made now; it counts then. */
    boolean take(Kind kind) {
        var now = clock.instant();
        if (isClosed(kind, now)) {
            return false;
        }
        var minute = now.toEpochMilli() / MINUTE_MS;
        return redis.run(
                        TAKE,
                        List.of("feeds:stream:calls:" + kind + ":" + minute, closedKey(kind)),
                        List.of(Long.toString(now.toEpochMilli()), Integer.toString(allowed(kind))))
                .map(allowed -> allowed.toInteger() == 1)
                .orElseGet(() -> takeAlone(kind, minute));
    }

    /** Nobody of us makes calls of this kind until then. */
    void close(Kind kind, Instant until) {
        synchronized (closed) {
            closed.merge(kind, until, (known, told) -> known.isAfter(told) ? known : told);
        }
        redis.run(CLOSE, List.of(closedKey(kind)), List.of(Long.toString(until.toEpochMilli())));
    }

    /** This process makes no calls for so long: Stream does not answer it. */
    void rest(Duration pause) {
        var until = clock.instant().plus(pause);
        synchronized (closed) {
            for (var kind : Kind.values()) {
                closed.merge(kind, until, (known, told) -> known.isAfter(told) ? known : told);
            }
        }
    }

    /**
     * What the headers of an answer say about the next calls.
     *
     * @param remaining calls in this window
     * @param reset when the next window begins, in seconds of Unix time
     */
    void learn(Kind kind, @Nullable String remaining, @Nullable String reset) {
        if (remaining != null && reset != null && remaining.strip().equals("0")) {
            close(kind, resetAt(reset));
        }
    }

    /** Stream says that we have made too many. By our clock the window may seem to be over: for some seconds it is believed anyway. */
    void exhausted(Kind kind, @Nullable String reset) {
        var now = clock.instant();
        var told = reset == null ? now.plusMillis(MINUTE_MS) : resetAt(reset);
        var soonest = now.plus(LEAST_REST);
        close(kind, told.isBefore(soonest) ? soonest : told);
    }

    /** Within the hour, whatever was said: the longest of Stream's windows. */
    private Instant resetAt(String reset) {
        var now = clock.instant();
        try {
            var at = Instant.ofEpochSecond(Long.parseLong(reset.strip()));
            var latest = now.plus(Duration.ofHours(1));
            return at.isAfter(latest) ? latest : at;
        } catch (NumberFormatException e) {
            return now.plusMillis(MINUTE_MS);
        }
    }

    private boolean isClosed(Kind kind, Instant now) {
        synchronized (closed) {
            var until = closed.get(kind);
            return until != null && now.isBefore(until);
        }
    }

    private boolean takeAlone(Kind kind, long minute) {
        synchronized (alone) {
            var window = alone.get(kind);
            var calls = window == null || window.minute() != minute ? 1 : window.calls() + 1;
            alone.put(kind, new Window(minute, calls));
            return calls <= Math.max(1, allowed(kind) / CAUTION);
        }
    }

    private int allowed(Kind kind) {
        return kind == Kind.MANY ? Math.max(1, callsPerMinute * 3 / 10) : callsPerMinute;
    }

    private static String closedKey(Kind kind) {
        return "feeds:stream:closed:" + kind;
    }
}
