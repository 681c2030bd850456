package io.overdub.feeds;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.feeds.RankedFeed.Choice;
import io.overdub.kernel.Memories;
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
 * read. Two texts: the ranker, and all items, 24 characters each (the letter of the reason and the id in Base64), so that 1,000 take
 * 24 KB, and a page is cut out by place. The process where it began has it too, and brings it back to a Redis that lost it.
 */
@Singleton
class FeedSessions {

    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final String LIFE_SECONDS = Long.toString(LIFE.toSeconds());

    /** Some 10 MB; those that were read least lately go first. */
    private static final int MOST_CHARACTERS = 10_000_000;

    private static final int ITEM_BYTES = Character.BYTES + 2 * Long.BYTES;
    private static final int ITEM_CHARACTERS = ITEM_BYTES / 3 * 4;

    private static final Script KEEP = Script.of("""
            redis.call('HSET', KEYS[1], 'ranker', ARGV[2], 'items', ARGV[3])
            redis.call('EXPIRE', KEYS[1], ARGV[1])
            return 1""");

    private static final Script READ = Script.of("""
            local kept = redis.call('HMGET', KEYS[1], 'ranker', 'items')
            if not kept[1] or not kept[2] then return {} end
            redis.call('EXPIRE', KEYS[1], ARGV[3])
            return {kept[1], #kept[2], string.sub(kept[2], 1 + ARGV[1], tonumber(ARGV[2]))}""");

    /** @param all how many the whole session has */
    record Part(List<Line> lines, int all) {}

    private record Kept(String ranker, String items) {}

    private final RedisScripts redis;
    private final Cache<String, Kept> own;

    FeedSessions(RedisScripts redis, Clock clock) {
        this.redis = redis;
        this.own = Memories.agingBy(clock)
                .expireAfterAccess(LIFE)
                .maximumWeight(MOST_CHARACTERS)
                .weigher((String key, Kept kept) -> kept.items().length())
                .build();
    }

    /**
     * False when Redis did not take it.
     *
     * @param owner whose it is: an account, or all who read the same
     */
    boolean keep(String owner, long session, RankerVersion ranker, List<Choice> choices) {
        var kept = new Kept(ranker.version() + " " + ranker.name(), text(choices));
        var key = key(owner, session);
        if (put(key, kept).isEmpty()) {
            return false;
        }
        own.put(key, kept);
        return true;
    }

    private Optional<Response> put(String key, Kept kept) {
        return redis.run(KEEP, List.of(key), List.of(LIFE_SECONDS, kept.ranker(), kept.items()));
    }

    /** @throws Expired when it is gone: the client starts again and gets what is possible then */
    Part read(String owner, long session, int from, int limit) {
        return find(owner, session, from, limit).orElseThrow(Expired::new);
    }

    /**
     * From the memory of the process where it began while Redis does not answer, and where Redis was started anew; empty when nobody knows
     * it any more.
     */
    Optional<Part> find(String owner, long session, int from, int limit) {
        var key = key(owner, session);
        var start = from * ITEM_CHARACTERS;
        var end = (from + limit) * ITEM_CHARACTERS;
        // Asked first, so that it does not grow old here while somebody reads on.
        var known = own.getIfPresent(key);
        var answer =
                redis.run(READ, List.of(key), List.of(Integer.toString(start), Integer.toString(end), LIFE_SECONDS));
        var there = answer.flatMap(found -> part(found, from));
        if (there.isEmpty() && answer.isPresent() && known != null) {
            put(key, known);
        }
        return there.or(() -> Optional.ofNullable(known).flatMap(kept -> part(kept, from, end)));
    }

    private static Optional<Part> part(Kept kept, int from, int end) {
        var size = kept.items().length();
        var some = kept.items().substring(Math.min(from * ITEM_CHARACTERS, size), Math.min(end, size));
        return part(kept.ranker(), size, some, from);
    }

    private static Optional<Part> part(Response answer, int from) {
        return answer.size() == 0
                ? Optional.empty()
                : part(
                        answer.get(0).toString(),
                        answer.get(1).toInteger(),
                        answer.get(2).toString(),
                        from);
    }

    /** What another release has written, or somebody by hand, is as good as gone. */
    private static Optional<Part> part(String ranker, int size, String items, int from) {
        var all = size / ITEM_CHARACTERS;
        if (size % ITEM_CHARACTERS != 0 || from > all) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Part(lines(items, ranker(ranker), from), all));
        } catch (IllegalArgumentException e) {
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

    private static String text(List<Choice> choices) {
        var bytes = ByteBuffer.allocate(choices.size() * ITEM_BYTES);
        for (var choice : choices) {
            bytes.putChar(choice.reason().letter())
                    .putLong(choice.id().getMostSignificantBits())
                    .putLong(choice.id().getLeastSignificantBits());
        }
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }

    private static List<Line> lines(String text, RankerVersion ranker, int from) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        var lines = new ArrayList<Line>();
        while (bytes.hasRemaining()) {
            var reason = Reason.of(bytes.getChar());
            lines.add(new Line(new UUID(bytes.getLong(), bytes.getLong()), reason, ranker, from + lines.size()));
        }
        return lines;
    }

    private static String key(String owner, long session) {
        return "feeds:order:" + owner + ":" + Long.toHexString(session);
    }

    private static final class Expired extends Refusal {
        Expired() {
            super(Kind.GONE, "cursor_expired", "This feed has ended: start again without a cursor");
        }
    }
}
