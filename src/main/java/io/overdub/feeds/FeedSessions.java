package io.overdub.feeds;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.kernel.Refusal;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody scrolls through: the order of a ranked feed as it was at its first page, in Redis, until half an hour after it was last
 * read. A list of texts: the ranker, then for each item the letter of its reason and its id in 22 characters, so that 500 take 12 KB.
 */
@Singleton
class FeedSessions {

    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final String LIFE_SECONDS = Long.toString(LIFE.toSeconds());

    /** Some 10 MB; those that were read least lately go first. */
    private static final int MOST_LINES = 100_000;

    private static final int ID_BYTES = 16;

    private static final Script KEEP = Script.of("""
            redis.call('DEL', KEYS[1])
            for i = 2, #ARGV, 1000 do redis.call('RPUSH', KEYS[1], unpack(ARGV, i, math.min(i + 999, #ARGV))) end
            redis.call('EXPIRE', KEYS[1], ARGV[1])
            return 1""");

    private static final Script READ = Script.of("""
            local ranker = redis.call('LINDEX', KEYS[1], 0)
            if not ranker then return {} end
            redis.call('EXPIRE', KEYS[1], ARGV[3])
            local lines = redis.call('LRANGE', KEYS[1], 1 + ARGV[1], ARGV[1] + ARGV[2])
            return {ranker, redis.call('LLEN', KEYS[1]) - 1, lines}""");

    /** @param all how many the whole session has */
    record Part(List<Line> lines, int all) {

        Part slice(int from, int limit) {
            var end = Math.min(from + limit, lines.size());
            return new Part(lines.subList(Math.min(from, end), end), all);
        }
    }

    private final RedisScripts redis;
    private final Cache<String, Part> own;

    FeedSessions(RedisScripts redis, Clock clock) {
        this.redis = redis;
        this.own = Caffeine.newBuilder()
                .expireAfterAccess(LIFE)
                .maximumWeight(MOST_LINES)
                .weigher((String key, Part all) -> all.lines().size())
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    /**
     * False when Redis did not take it.
     *
     * @param owner whose it is: an account, or all who read the same
     */
    boolean keep(String owner, long session, RankerVersion ranker, List<Line> lines) {
        var texts = new ArrayList<String>(lines.size() + 2);
        texts.add(LIFE_SECONDS);
        texts.add(ranker.version() + " " + ranker.name());
        lines.forEach(line -> texts.add(text(line)));
        var key = key(owner, session);
        if (redis.run(KEEP, List.of(key), texts).isEmpty()) {
            return false;
        }
        own.put(key, new Part(lines, lines.size()));
        return true;
    }

    /**
     * While Redis does not answer, from the memory of the process where it began.
     *
     * @throws Expired when it is gone: the client starts again and gets what is possible then
     */
    Part read(String owner, long session, int from, int limit) {
        var key = key(owner, session);
        var answer =
                redis.run(READ, List.of(key), List.of(Integer.toString(from), Integer.toString(limit), LIFE_SECONDS));
        var part = answer.isPresent()
                ? part(answer.get(), from)
                : Optional.ofNullable(own.getIfPresent(key)).map(all -> all.slice(from, limit));
        return part.orElseThrow(Expired::new);
    }

    private static Optional<Part> part(Response answer, int from) {
        if (answer.size() == 0) {
            return Optional.empty();
        }
        try {
            var ranker = ranker(answer.get(0).toString());
            var lines = new ArrayList<Line>();
            for (var text : answer.get(2)) {
                lines.add(line(text.toString(), ranker, from + lines.size()));
            }
            return Optional.of(new Part(lines, answer.get(1).toInteger()));
        } catch (IllegalArgumentException e) {
            // What another release has written, or somebody by hand, is as good as gone.
            return Optional.empty();
        }
    }

    private static RankerVersion ranker(String text) {
        var blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("No ranker");
        }
        return new RankerVersion(text.substring(blank + 1), Integer.parseInt(text.substring(0, blank)));
    }

    private static String text(Line line) {
        var id = line.id();
        var bytes = ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return line.reason().letter() + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static Line line(String text, RankerVersion ranker, int place) {
        var bytes = Base64.getUrlDecoder().decode(text.isEmpty() ? text : text.substring(1));
        if (bytes.length != ID_BYTES) {
            throw new IllegalArgumentException("No id");
        }
        var id = ByteBuffer.wrap(bytes);
        return new Line(new UUID(id.getLong(), id.getLong()), Reason.of(text.charAt(0)), ranker, place);
    }

    private static String key(String owner, long session) {
        return "feeds:session:" + owner + ":" + Long.toHexString(session);
    }

    private static final class Expired extends Refusal {
        Expired() {
            super(Kind.GONE, "cursor_expired", "This feed has ended: start again without a cursor");
        }
    }
}
