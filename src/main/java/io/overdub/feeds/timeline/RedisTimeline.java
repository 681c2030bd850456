package io.overdub.feeds.timeline;

import io.overdub.accounts.AccountId;
import io.overdub.connections.Connections;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.kernel.Arrears;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Timelines in Redis over the truth in PostgreSQL: sorted sets whose members all have score 0, so that Redis orders them by text,
 * which for UUIDv7 is by time. Only people who read have one; it is built anew twice a day, since a Redis that fails over may lose
 * what it had confirmed.
 *
 * <p>Building: a mark {@code !building} is set first, so that dubs published from then on are added; then PostgreSQL is read; then the
 * mark becomes {@code !built}. The mark is signed: a timeline that was dropped in between, or is being built by somebody else since,
 * stays unbuilt. Whenever Redis has no built timeline, or no answer, or has not been told all yet after an outage, PostgreSQL answers.
 */
class RedisTimeline implements Timeline {

    private static final int CAPACITY = 800;
    private static final int FOLLOWEES = 2_000;
    private static final String LIFE_SECONDS = "43200";
    private static final String ROOM = "feeds";

    private static final Script READ = Script.of("""
            if not redis.call('ZSCORE', KEYS[1], '!built') then return false end
            local ids = redis.call('ZREVRANGEBYLEX', KEYS[1], ARGV[1], '[0', 'LIMIT', 0, ARGV[2])
            return {redis.call('ZCARD', KEYS[1]), ids}""");

    private static final Script BEGIN = Script.of("""
            if redis.call('ZSCORE', KEYS[1], '!built') then return false end
            redis.call('ZREMRANGEBYLEX', KEYS[1], '[!building', '(!built')
            redis.call('ZADD', KEYS[1], 0, '!building ' .. ARGV[1])
            redis.call('EXPIRE', KEYS[1], ARGV[2])
            return 1""");

    private static final Script FINISH = Script.of("""
            if redis.call('ZREM', KEYS[1], '!building ' .. ARGV[1]) == 0 then return 0 end
            redis.call('ZADD', KEYS[1], 0, '!built')
            for i = 2, #ARGV do redis.call('ZADD', KEYS[1], 0, ARGV[i]) end
            return 1""");

    /** Beyond its capacity a timeline forgets its oldest dub; the mark sorts before every id and is never among them. */
    private static final Script ADD = Script.of("""
            for i = 1, #KEYS do
              if redis.call('EXISTS', KEYS[i]) == 1 then
                redis.call('ZADD', KEYS[i], 0, ARGV[1])
                local over = redis.call('ZCARD', KEYS[i]) - 1 - tonumber(ARGV[2])
                if over > 0 then redis.call('ZREMRANGEBYRANK', KEYS[i], 1, over) end
              end
            end
            return 1""");

    private static final Script FORGET = Script.of("return redis.call('DEL', KEYS[1])");

    private final RedisScripts redis;
    private final Arrears arrears;
    private final Connections connections;
    private final Dubs dubs;
    private final Ids ids;

    RedisTimeline(RedisScripts redis, Arrears arrears, Connections connections, Dubs dubs, Ids ids) {
        this.redis = redis;
        this.arrears = arrears;
        this.connections = connections;
        this.dubs = dubs;
        this.ids = ids;
    }

    @Override
    public List<DubId> newest(AccountId reader, @Nullable UUID before, int limit) {
        if (arrears.areOwedTo(ROOM)) {
            return fromTruth(reader, before, limit);
        }
        var kept = read(reader, before, limit);
        if (kept.isEmpty()) {
            build(reader);
            return fromTruth(reader, before, limit);
        }
        var ids = kept.get().ids();
        return ids.size() < limit && kept.get().full() ? beyond(reader, before, ids, limit) : ids;
    }

    @Override
    public void add(DubId dub, Collection<AccountId> readers) {
        insist(
                ADD,
                readers.stream().map(RedisTimeline::key).toList(),
                List.of(dub.toString(), Integer.toString(CAPACITY)));
    }

    @Override
    public void forget(AccountId reader) {
        insist(FORGET, List.of(key(reader)), List.of());
    }

    private Optional<Kept> read(AccountId reader, @Nullable UUID before, int limit) {
        var upTo = before == null ? "+" : "(" + before;
        return redis.run(READ, List.of(key(reader)), List.of(upTo, Integer.toString(limit)))
                .flatMap(answer -> kept(reader, answer));
    }

    /** A timeline that holds what is no dub is as good as none: building it anew is cheaper than mending it. */
    private Optional<Kept> kept(AccountId reader, Response answer) {
        try {
            var ids = new ArrayList<DubId>();
            for (var id : answer.get(1)) {
                ids.add(DubId.fromString(id.toString()));
            }
            return Optional.of(new Kept(ids, answer.get(0).toInteger() > CAPACITY));
        } catch (IllegalArgumentException e) {
            redis.run(FORGET, List.of(key(reader)), List.of());
            return Optional.empty();
        }
    }

    private void build(AccountId reader) {
        var key = List.of(key(reader));
        var builder = ids.next().toString();
        if (redis.run(BEGIN, key, List.of(builder, LIFE_SECONDS)).isPresent()) {
            var dubs = fromTruth(reader, null, CAPACITY).stream().map(DubId::toString);
            redis.run(FINISH, key, Stream.concat(Stream.of(builder), dubs).toList());
        }
    }

    /** What was read reaches the end of a timeline that is full: what lies beyond it is in PostgreSQL only. */
    private List<DubId> beyond(AccountId reader, @Nullable UUID before, List<DubId> ids, int limit) {
        var last = ids.isEmpty() ? before : ids.get(ids.size() - 1).value();
        var all = new ArrayList<>(ids);
        all.addAll(fromTruth(reader, last, limit - ids.size()));
        return all;
    }

    private List<DubId> fromTruth(AccountId reader, @Nullable UUID before, int limit) {
        return dubs.newestBy(connections.followedBy(reader, FOLLOWEES), before, limit);
    }

    /** Throws when Redis does not answer, so that the outbox tries again: else a Redis that comes back would miss this for good. */
    private void insist(Script script, List<String> keys, List<String> arguments) {
        if (redis.run(script, keys, arguments).isEmpty()) {
            throw new EngineAway("Redis");
        }
    }

    private static String key(AccountId reader) {
        return "feeds:home:" + reader;
    }

    private record Kept(List<DubId> ids, boolean full) {}
}
