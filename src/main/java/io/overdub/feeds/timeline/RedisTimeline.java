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
import io.overdub.kernel.Stretch;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Timelines in Redis over the truth in PostgreSQL: sorted sets whose members all have score 0, so that Redis orders them by text,
 * which for UUIDv7 is by time. Only people who read have one; it is built anew twice a day, since a Redis that fails over may lose
 * what it had confirmed. Whoever has not read since costs a look for their timeline per dub, and no memory.
 *
 * <p>Building: a mark {@code !building} is set first, so that dubs published from then on are added; then PostgreSQL is read; then the
 * mark becomes {@code !built}. The mark is signed: a timeline that was dropped in between, or is being built by somebody else since,
 * stays unbuilt. Whenever Redis has no built timeline, or no answer, or has not been told all yet after an outage, PostgreSQL answers.
 *
 * <p>Large authors: bringing a dub to more followers than the limit takes too long, so a mark {@code !large <author>} on a timeline has
 * PostgreSQL asked for the newest of that author at each read, and nothing has to be brought. When an author grows beyond the limit, the
 * next dub takes the mark along to everybody, and whoever builds a timeline meanwhile sets it too; only when all have it do dubs stay
 * away. When an author shrinks, dubs are brought again at once, and the marks stay until the timelines are built anew. So in every moment
 * each timeline has the dub or the mark, and where it has both, what is merged is a set.
 *
 * <p>A timeline knows all dubs there are; or, with a mark {@code !cut <dub>}, all down to this one, and PostgreSQL knows more. Taking
 * dubs away therefore never makes it look complete. Whoever reads beyond the end has it moved down by some pages at a time, until dubs that come
 * cut the timeline again: so deep pages cost what others do.
 */
class RedisTimeline implements Timeline {

    private static final int BATCH = 1_000;

    /** In dubs: ten pages. */
    private static final int AHEAD = 200;

    /** In capacities: a timeline that has grown beyond grows no more, however far somebody reads. */
    private static final int LONGEST = 5;

    private static final String LIFE_SECONDS = "43200";
    private static final String ROOM = "feeds";
    private static final String CUT = "!cut ";
    private static final String LARGE = "!large ";
    private static final Comparator<DubId> NEWEST_FIRST =
            Comparator.comparing(DubId::toString).reversed();

    private static final Script READ = Script.of("""
            if not redis.call('ZSCORE', KEYS[1], '!built') then return false end
            local marks = redis.call('ZRANGEBYLEX', KEYS[1], '[!cut ', '(!m')
            local cut = ''
            local large = {}
            for i = 1, #marks do
              if string.sub(marks[i], 1, 5) == '!cut ' then cut = string.sub(marks[i], 6)
              else large[#large + 1] = string.sub(marks[i], 8) end
            end
            local least = '[0'
            if cut ~= '' then least = '[' .. cut end
            return {redis.call('ZREVRANGEBYLEX', KEYS[1], ARGV[1], least, 'LIMIT', 0, ARGV[2]), large, cut}""");

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

    /** Beyond its capacity a timeline forgets its oldest dubs, many at a time, and says so; marks sort before every id. */
    private static final Script ADD = Script.of("""
            local capacity = tonumber(ARGV[1])
            local slack = tonumber(ARGV[2])
            for i = 1, #KEYS do
              if redis.call('EXISTS', KEYS[i]) == 1 then
                for j = 3, #ARGV do redis.call('ZADD', KEYS[i], 0, ARGV[j]) end
                local size = redis.call('ZCARD', KEYS[i])
                if size > capacity + slack then
                  local marks = redis.call('ZLEXCOUNT', KEYS[i], '-', '(0')
                  local over = size - marks - capacity
                  if over > 0 then
                    redis.call('ZREMRANGEBYRANK', KEYS[i], marks, marks + over - 1)
                    local least = redis.call('ZRANGEBYLEX', KEYS[i], '[0', '+', 'LIMIT', 0, 1)
                    redis.call('ZADD', KEYS[i], 0, '!cut ' .. least[1])
                    local cuts = redis.call('ZRANGEBYLEX', KEYS[i], '[!cut ', '(!cut!')
                    for k = 1, #cuts - 1 do redis.call('ZREM', KEYS[i], cuts[k]) end
                  end
                end
              end
            end
            return 1""");

    /** Moves the end of a timeline further down; not that of one that was cut or built anew meanwhile, nor beyond some length. */
    private static final Script EXTEND = Script.of("""
            if redis.call('ZCARD', KEYS[1]) > tonumber(ARGV[3]) then return 0 end
            if redis.call('ZREM', KEYS[1], '!cut ' .. ARGV[1]) == 0 then return 0 end
            for i = 4, #ARGV do redis.call('ZADD', KEYS[1], 0, ARGV[i]) end
            if ARGV[2] ~= '' then redis.call('ZADD', KEYS[1], 0, '!cut ' .. ARGV[2]) end
            return 1""");

    private static final Script REMOVE = Script.of("""
            for i = 1, #KEYS do
              for j = 1, #ARGV do redis.call('ZREM', KEYS[i], ARGV[j]) end
            end
            return 1""");

    private static final Script EXISTS = Script.of("return redis.call('EXISTS', KEYS[1])");
    private static final Script FORGET = Script.of("return redis.call('DEL', KEYS[1])");

    private final Limits limits;
    private final RedisScripts redis;
    private final Arrears arrears;
    private final Connections connections;
    private final Dubs dubs;
    private final TimelineTruth truth;
    private final LargeAuthorRepository largeAuthors;
    private final Ids ids;

    RedisTimeline(
            Limits limits,
            RedisScripts redis,
            Arrears arrears,
            Connections connections,
            Dubs dubs,
            LargeAuthorRepository largeAuthors,
            Ids ids) {
        this.limits = limits;
        this.redis = redis;
        this.arrears = arrears;
        this.connections = connections;
        this.dubs = dubs;
        this.truth = new TimelineTruth(connections, dubs);
        this.largeAuthors = largeAuthors;
        this.ids = ids;
    }

    @Override
    public Stretch<DubId> newest(AccountId reader, @Nullable UUID before, int limit) {
        return Stretch.of(find(reader, before, limit + 1), limit, DubId::value);
    }

    private List<DubId> find(AccountId reader, @Nullable UUID before, int limit) {
        if (arrears.areOwedTo(ROOM)) {
            return truth.newest(reader, before, limit);
        }
        var kept = read(reader, before, limit);
        if (kept.isEmpty()) {
            build(reader);
            return truth.newest(reader, before, limit);
        }
        return complete(reader, before, kept.get(), limit);
    }

    @Override
    public @Nullable String show(DubId dub, AccountId author, @Nullable String reached) {
        var followers = followers(author, reached);
        var size = sizeOf(author, reached == null, followers.last());
        if (size == Size.LARGE) {
            return null;
        }
        var members = size == Size.GROWING ? List.of(dub.toString(), LARGE + author) : List.of(dub.toString());
        add(followers.rows(), members);
        if (size == Size.GROWING && followers.last()) {
            largeAuthors.settle(author);
        }
        return next(followers);
    }

    @Override
    public @Nullable String hide(DubId dub, AccountId author, @Nullable String reached) {
        var followers = followers(author, reached);
        if (!followers.last() && largeAuthors.settled(author).orElse(false)) {
            return null;
        }
        remove(followers.rows(), List.of(dub.toString()));
        return next(followers);
    }

    /** All that fit are brought: a timeline that is not cut has to know everything. */
    @Override
    public void follow(AccountId reader, AccountId author) {
        if (insist(EXISTS, List.of(key(reader)), List.of()).toInteger() == 1) {
            var members = new ArrayList<String>();
            largeAuthors.among(List.of(author)).forEach(large -> members.add(LARGE + large));
            addAll(newestBy(author), members);
            add(List.of(reader), members);
        }
    }

    @Override
    public void unfollow(AccountId reader, AccountId author) {
        if (insist(EXISTS, List.of(key(reader)), List.of()).toInteger() == 1) {
            var members = new ArrayList<String>();
            members.add(LARGE + author);
            dubs.newestBy(List.of(author), null, longest() + AHEAD).forEach(dub -> members.add(dub.toString()));
            remove(List.of(reader), members);
        }
    }

    /**
     * @param fanOut the number of followers beyond which dubs are not brought
     * @param capacity in dubs, of one timeline
     * @param slack by how many a timeline may exceed that before it is cut
     */
    record Limits(int fanOut, int capacity, int slack) {

        Limits {
            if (fanOut < 1) {
                throw new IllegalArgumentException("feeds.timeline.fan-out-limit is at least 1");
            }
        }

        static Limits of(int fanOut) {
            return new Limits(fanOut, 800, 100);
        }
    }

    @Override
    public void forget(AccountId person) {
        insist(FORGET, List.of(key(person)), List.of());
        largeAuthors.remove(person);
    }

    /** Built from PostgreSQL when somebody reads. */
    @Override
    public boolean needsFilling() {
        return false;
    }

    @Override
    public void fillDubs(AccountId author) {
        // Nothing is kept but timelines of readers.
    }

    @Override
    public void fillFollows(AccountId reader) {
        // As above.
    }

    private enum Size {
        /** Dubs are brought. */
        ORDINARY,
        /** Dubs are brought, and the mark with them. */
        GROWING,
        /** All timelines have the mark. */
        LARGE
    }

    /** Where it changes, it changes between two dubs: they come one after the other. */
    private Size sizeOf(AccountId author, boolean first, boolean last) {
        if (first && last) {
            return Size.ORDINARY;
        }
        var settled = largeAuthors.settled(author);
        if (first) {
            var followers = connections.countFollowersOf(author);
            if (settled.isEmpty() && followers > limits.fanOut()) {
                largeAuthors.announce(author);
                return Size.GROWING;
            }
            if (settled.isPresent() && followers < limits.fanOut() - limits.fanOut() / 5) {
                largeAuthors.remove(author);
                return Size.ORDINARY;
            }
        }
        return settled.map(all -> all ? Size.LARGE : Size.GROWING).orElse(Size.ORDINARY);
    }

    private Stretch<AccountId> followers(AccountId author, @Nullable String reached) {
        var after = reached == null ? null : UUID.fromString(reached);
        return connections.followersOf(author, after, Math.min(BATCH, limits.fanOut()));
    }

    private static @Nullable String next(Stretch<AccountId> followers) {
        return followers.last() || followers.end() == null
                ? null
                : followers.end().toString();
    }

    private void add(List<AccountId> readers, List<String> members) {
        if (!readers.isEmpty() && !members.isEmpty()) {
            var arguments =
                    new ArrayList<>(List.of(Integer.toString(limits.capacity()), Integer.toString(limits.slack())));
            arguments.addAll(members);
            insist(ADD, keys(readers), arguments);
        }
    }

    private void remove(List<AccountId> readers, List<String> members) {
        if (!readers.isEmpty()) {
            insist(REMOVE, keys(readers), members);
        }
    }

    /** Where there may be more than these, with the mark that says so. */
    private void addAll(List<DubId> newest, List<String> members) {
        newest.forEach(dub -> members.add(dub.toString()));
        if (newest.size() == limits.capacity()) {
            members.add(CUT + newest.get(newest.size() - 1));
        }
    }

    private int longest() {
        return limits.capacity() * LONGEST;
    }

    private List<DubId> newestBy(AccountId author) {
        return dubs.newestBy(List.of(author), null, limits.capacity());
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
            for (var id : answer.get(0)) {
                ids.add(DubId.fromString(id.toString()));
            }
            var large = new ArrayList<AccountId>();
            for (var author : answer.get(1)) {
                large.add(AccountId.fromString(author.toString()));
            }
            var cut = answer.get(2).toString();
            return Optional.of(new Kept(ids, large, cut.isEmpty() ? null : DubId.fromString(cut)));
        } catch (IllegalArgumentException e) {
            redis.run(FORGET, List.of(key(reader)), List.of());
            return Optional.empty();
        }
    }

    private void build(AccountId reader) {
        var key = List.of(key(reader));
        var builder = ids.next().toString();
        if (redis.run(BEGIN, key, List.of(builder, LIFE_SECONDS)).isPresent()) {
            var followed = truth.followedBy(reader);
            var arguments = new ArrayList<>(List.of(builder));
            largeAuthors.among(followed).forEach(author -> arguments.add(LARGE + author));
            addAll(dubs.newestBy(followed, null, limits.capacity()), arguments);
            redis.run(FINISH, key, arguments);
        }
    }

    /** With what large authors have made, and with what lies beyond the end of a timeline that is cut. */
    private List<DubId> complete(AccountId reader, @Nullable UUID before, Kept kept, int limit) {
        var ids = kept.large().isEmpty()
                ? kept.ids()
                : newestOf(kept.ids(), dubs.newestBy(kept.large(), before, limit), limit);
        if (kept.ids().size() >= limit || kept.cut() == null) {
            return ids;
        }
        var cut = kept.cut();
        var all = new ArrayList<>(ids);
        all.removeIf(id -> NEWEST_FIRST.compare(id, cut) > 0);
        if (all.size() < limit) {
            var end = before == null || NEWEST_FIRST.compare(new DubId(before), cut) < 0 ? cut.value() : before;
            all.addAll(
                    end.equals(cut.value())
                            ? further(reader, cut, limit - all.size())
                            : truth.newest(reader, end, limit - all.size()));
        }
        return all;
    }

    /** What was hidden or unfollowed since PostgreSQL was asked may come onto the timeline once more; readers leave it out. */
    private List<DubId> further(AccountId reader, DubId cut, int limit) {
        var asked = Math.max(limit, AHEAD);
        var more = truth.newest(reader, cut.value(), asked);
        var end = more.size() < asked ? "" : more.get(asked - 1).toString();
        var arguments = new ArrayList<>(List.of(cut.toString(), end, Integer.toString(longest())));
        more.forEach(dub -> arguments.add(dub.toString()));
        redis.run(EXTEND, List.of(key(reader)), arguments);
        return more.subList(0, Math.min(limit, more.size()));
    }

    private static List<DubId> newestOf(Collection<DubId> some, Collection<DubId> others, int limit) {
        return Stream.concat(some.stream(), others.stream())
                .distinct()
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    /** Throws when Redis does not answer, so that the outbox tries again: else a Redis that comes back would miss this for good. */
    private Response insist(Script script, List<String> keys, List<String> arguments) {
        return redis.run(script, keys, arguments).orElseThrow(() -> new EngineAway("Redis"));
    }

    private static List<String> keys(List<AccountId> readers) {
        return readers.stream().map(RedisTimeline::key).toList();
    }

    private static String key(AccountId reader) {
        return "feeds:home:" + reader;
    }

    /** @param cut below this one there are more in PostgreSQL */
    private record Kept(
            List<DubId> ids,
            List<AccountId> large,
            @Nullable DubId cut) {}
}
