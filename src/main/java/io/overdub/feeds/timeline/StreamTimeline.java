package io.overdub.feeds.timeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.Arrears;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.kernel.Stretch;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Timelines kept by Stream, over the truth in PostgreSQL. Stream lets an application make a hundredth of the calls that phones make, so
 * first pages are kept in Redis for some seconds, and whoever finds no call left, or no answer, gets the truth. Where a page of Stream
 * ended is kept in Redis under the last dub on it, for as long as cursors live; without it the truth goes on from that dub.
 */
class StreamTimeline implements Timeline {

    /** A follow takes along as many at the most. */
    private static final int FILLED = 1_000;

    private static final Logger LOG = Logger.getLogger(StreamTimeline.class);
    private static final String ROOM = "feeds";
    private static final String LIFE_OF_CURSORS_SECONDS = "86400";
    private static final Comparator<DubId> NEWEST_FIRST =
            Comparator.comparing(DubId::toString).reversed();

    private static final Script GET = Script.of("return redis.call('GET', KEYS[1])");
    private static final Script KEEP = Script.of("return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])");
    private static final Script FIRST = Script.of("return redis.call('HGET', KEYS[1], ARGV[1])");
    private static final Script KEEP_FIRST = Script.of("""
            local known = redis.call('EXISTS', KEYS[1])
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            if known == 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
            return 1""");
    static final Script FORGET_FIRST = Script.of("return redis.call('DEL', KEYS[1])");

    private final StreamApi stream;
    private final TimelineTruth truth;
    private final RedisScripts redis;
    private final Arrears arrears;
    private final Duration firstPageLife;
    private final @Nullable String method;
    private final MeterRegistry meters;

    /** @param method by which Stream ranks; null where it does not */
    StreamTimeline(
            StreamApi stream,
            TimelineTruth truth,
            RedisScripts redis,
            Arrears arrears,
            Duration firstPageLife,
            @Nullable String method,
            MeterRegistry meters) {
        this.stream = stream;
        this.truth = truth;
        this.redis = redis;
        this.arrears = arrears;
        this.firstPageLife = firstPageLife;
        this.method = method;
        this.meters = meters;
    }

    @Override
    public Stretch<DubId> newest(AccountId reader, @Nullable UUID before, int limit) {
        if (!arrears.areOwedTo(ROOM)) {
            var found = before == null ? first(reader, limit) : further(reader, before, limit);
            if (found.isPresent()) {
                return found.get();
            }
        }
        count("truth");
        return truth.stretch(reader, before, limit);
    }

    private void count(String from) {
        Counter.builder("overdub.feeds.stream.answers")
                .description(
                        "stretches of timelines, by who gave them: Stream, memory, or the truth because Stream could not")
                .tag("from", from)
                .register(meters)
                .increment();
    }

    private Optional<Stretch<DubId>> first(AccountId reader, int limit) {
        if (firstPageLife.isZero()) {
            return ask(reader, null, limit);
        }
        var key = List.of(firstKey(reader));
        var field = Integer.toString(limit);
        var kept = redis.run(FIRST, key, List.of(field)).flatMap(page -> read(page.toString()));
        if (kept.isPresent()) {
            count("memory");
            return kept;
        }
        var asked = ask(reader, null, limit);
        asked.ifPresent(page ->
                redis.run(KEEP_FIRST, key, List.of(field, write(page), Long.toString(firstPageLife.toMillis()))));
        return asked;
    }

    /** Page after page at once: scores change meanwhile, and what is kept of it later is one order. */
    @Override
    public Optional<RankedByEngine> ranked(AccountId reader, int limit) {
        if (method == null || arrears.areOwedTo(ROOM)) {
            return Optional.empty();
        }
        try {
            var dubs = new LinkedHashSet<DubId>();
            var page = stream.ranked(reader, method, null, limit);
            // A page with nothing new is the end, whatever it says: under scores that change all may come again and
            // again.
            while (dubs.addAll(page.dubs()) && page.next() != null && dubs.size() < limit) {
                page = stream.ranked(reader, method, page.next(), limit - dubs.size());
            }
            count("stream");
            return Optional.of(new RankedByEngine("stream/" + method, List.copyOf(dubs)));
        } catch (StreamRefused e) {
            LOG.warnf("Stream does not rank by %s: %s", method, e.getMessage());
            return Optional.empty();
        } catch (EngineAway | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Only methods of v2 read it, and only where one ranks. */
    @Override
    public boolean weighs() {
        return method != null && stream.weighs();
    }

    @Override
    public void weigh(Map<DubId, Long> popularity) {
        var dubs = List.copyOf(popularity.keySet());
        for (var from = 0; from < dubs.size(); from += StreamApi.MOST) {
            stream.weigh(dubs.subList(from, Math.min(dubs.size(), from + StreamApi.MOST)).stream()
                    .collect(Collectors.toMap(dub -> dub, popularity::get)));
        }
    }

    private Optional<Stretch<DubId>> further(AccountId reader, UUID before, int limit) {
        return redis.run(GET, List.of(endKey(reader, before)), List.of())
                .flatMap(after -> ask(reader, after.toString(), limit));
    }

    /** In the order of dubs, in which the truth goes on. */
    private Optional<Stretch<DubId>> ask(AccountId reader, @Nullable String after, int limit) {
        try {
            var page = stream.read(reader, after, limit);
            count("stream");
            var dubs = page.dubs().stream().sorted(NEWEST_FIRST).toList();
            if (page.next() == null) {
                var end = dubs.isEmpty() ? null : dubs.get(dubs.size() - 1).value();
                return Optional.of(new Stretch<>(dubs, end, true));
            }
            if (dubs.isEmpty()) {
                return Optional.empty();
            }
            var end = dubs.get(dubs.size() - 1).value();
            redis.run(KEEP, List.of(endKey(reader, end)), List.of(page.next(), LIFE_OF_CURSORS_SECONDS));
            return Optional.of(new Stretch<>(dubs, end, false));
        } catch (EngineAway | StreamRefused | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public @Nullable String show(DubId dub, AccountId author, @Nullable String reached) {
        stream.add(dub, author);
        return null;
    }

    @Override
    public @Nullable String hide(DubId dub, AccountId author, @Nullable String reached) {
        stream.remove(dub, author);
        return null;
    }

    @Override
    public void follow(AccountId reader, AccountId author) {
        stream.follow(reader, author);
        redis.run(FORGET_FIRST, List.of(firstKey(reader)), List.of());
    }

    @Override
    public void unfollow(AccountId reader, AccountId author) {
        stream.unfollow(reader, author);
        redis.run(FORGET_FIRST, List.of(firstKey(reader)), List.of());
    }

    @Override
    public boolean needsFilling() {
        return true;
    }

    @Override
    public void fillDubs(AccountId author) {
        var dubs = truth.newestBy(author, null, FILLED);
        for (var from = 0; from < dubs.size(); from += StreamApi.MOST) {
            stream.addAll(dubs.subList(from, Math.min(dubs.size(), from + StreamApi.MOST)), author);
        }
    }

    /** Whom the reader stopped following meanwhile, and Stream was told of before, is not followed by this. */
    @Override
    public void fillFollows(AccountId reader) {
        var authors = truth.followedBy(reader);
        for (var from = 0; from < authors.size(); from += StreamApi.MOST) {
            stream.followAll(reader, authors.subList(from, Math.min(authors.size(), from + StreamApi.MOST)));
        }
        var still = Set.copyOf(truth.followedBy(reader));
        for (var author : authors) {
            if (!still.contains(author)) {
                stream.unfollow(reader, author);
            }
        }
        redis.run(FORGET_FIRST, List.of(firstKey(reader)), List.of());
    }

    private static String write(Stretch<DubId> page) {
        return page.rows().stream().map(DubId::toString).collect(Collectors.joining(",")) + (page.last() ? "" : ",");
    }

    /** A comma at the end says that it goes on. What another release has written, or somebody by hand, is as good as gone. */
    private static Optional<Stretch<DubId>> read(String kept) {
        try {
            var dubs = Arrays.stream(kept.split(","))
                    .filter(text -> !text.isEmpty())
                    .map(DubId::fromString)
                    .toList();
            var end = dubs.isEmpty() ? null : dubs.get(dubs.size() - 1).value();
            return Optional.of(new Stretch<>(dubs, end, !kept.endsWith(",")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String firstKey(AccountId reader) {
        return "feeds:stream:first:" + reader;
    }

    private static String endKey(AccountId reader, UUID end) {
        return "feeds:stream:end:" + reader + ":" + end;
    }
}
