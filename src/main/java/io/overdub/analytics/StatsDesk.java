package io.overdub.analytics;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.analytics.Audience.Slice;
import io.overdub.kernel.Bulkhead;
import io.overdub.kernel.Memories;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells people how their dubs do, and nothing of anybody: a part that fewer than {@value #LEAST_PEOPLE} people stand for is left out. Asking
 * the warehouse costs, so an answer holds for some minutes, and many who ask take turns: the team has desks of its own.
 */
@Singleton
class StatsDesk implements CreatorStats {

    static final int LEAST_PEOPLE = 10;

    private static final int DAYS = 28;
    private static final int MOST = 50;
    private static final int TENTHS = 10;

    private final Enquiries enquiries;
    private final Calendar calendar;
    private final Bulkhead turns;
    private final Cache<UUID, Stats> lately = answers();
    private final Cache<OfDub, Audience> latelyOfDubs = answers();

    private record OfDub(UUID author, UUID dub) {}

    StatsDesk(Enquiries enquiries, Calendar calendar, QueryConfig config) {
        this.enquiries = enquiries;
        this.calendar = calendar;
        this.turns = new Bulkhead(config.together(), Duration.ofSeconds(3), Enquiries.Busy::new);
    }

    private static <K, V> Cache<K, V> answers() {
        return Memories.begin()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofMinutes(5))
                .build();
    }

    Stats of(UUID author) {
        return requireNonNull(lately.get(author, whose -> turns.run(() -> counted(whose))));
    }

    @Override
    public Audience of(UUID author, UUID dub) {
        return requireNonNull(latelyOfDubs.get(
                new OfDub(author, dub), asked -> turns.run(() -> audience(where(asked.author, asked.dub)))));
    }

    private Stats counted(UUID author) {
        var theirs = where(author, null);
        var all = audience(theirs);
        var followers = row("select count(distinct account_id) from events" + theirs
                + " and name = 'connections.followed' and source = 'server' and not coalesce(doubtful, false)");
        return new Stats(
                all.days(),
                all.plays(),
                all.views(),
                all.viewers(),
                number(followers.get(0)),
                all.byCountry(),
                all.bySource(),
                slices("dub_id", of(Views.QUERY, theirs)),
                all.retention());
    }

    private String where(UUID author, @Nullable UUID dub) {
        return " where author_id = '" + author + "' and day >= date '" + calendar.daysAgo(DAYS) + "'"
                + (dub == null ? "" : " and dub_id = '" + dub + "'");
    }

    private Audience audience(String theirs) {
        var views = of(Views.QUERY, theirs);
        var plays = row("select count(*) from events" + theirs
                + " and name = 'play_started' and source = 'client' and not coalesce(doubtful, false)");
        var viewed = row("select count(*), count(distinct person) from " + views);
        return new Audience(
                DAYS,
                number(plays.get(0)),
                number(viewed.get(0)),
                number(viewed.get(1)),
                slices("country", views),
                slices("source", views),
                retention(of(Views.WATCHED, theirs)));
    }

    private List<Double> retention(String watched) {
        var row = row("select count(distinct person), count(*), "
                + IntStream.rangeClosed(1, TENTHS)
                        .mapToObj(tenth -> "count(case when part >= " + tenth / (double) TENTHS + " then 1 end)")
                        .collect(joining(", "))
                + " from " + watched);
        if (number(row.get(0)) < LEAST_PEOPLE) {
            return List.of();
        }
        var times = (double) number(row.get(1));
        return row.subList(2, row.size()).stream()
                .map(still -> Math.round(number(still) / times * 1_000) / 1_000.0)
                .toList();
    }

    private List<Slice> slices(String by, String views) {
        var answer = enquiries.tell(
                "select " + by + ", count(*) as views, count(distinct person) as viewers from " + views + " where " + by
                        + " is not null group by 1 having count(distinct person) >= " + LEAST_PEOPLE
                        + " order by views desc, 1 limit " + MOST,
                MOST);
        return answer.rows().stream()
                .map(row -> new Slice(String.valueOf(row.get(0)), number(row.get(1)), number(row.get(2))))
                .toList();
    }

    private List<@Nullable String> row(String question) {
        return enquiries.tell(question, 1).rows().get(0);
    }

    private static String of(String rows, String theirs) {
        return "(select * from (" + rows + ") honest" + theirs + ") theirs";
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(String.valueOf(text));
    }
}
