package io.overdub.analytics;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.analytics.warehouse.Answer;
import io.overdub.kernel.Memories;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Tells people how their dubs do, and nothing of anybody: a part that fewer than {@value #LEAST_PEOPLE} people stand for is left out. Asking
 * the warehouse costs, so an answer holds for some minutes.
 */
@Singleton
class StatsDesk {

    static final int LEAST_PEOPLE = 10;

    private static final int DAYS = 28;
    private static final int MOST = 50;

    private final Enquiries enquiries;
    private final Calendar calendar;
    private final Cache<UUID, Stats> lately = Memories.begin()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    StatsDesk(Enquiries enquiries, Calendar calendar) {
        this.enquiries = enquiries;
        this.calendar = calendar;
    }

    Stats of(UUID author) {
        return Objects.requireNonNull(lately.get(author, this::counted));
    }

    private Stats counted(UUID author) {
        var theirs = " where author_id = '" + author + "' and day >= date '" + calendar.daysAgo(DAYS) + "'";
        var views = "(select * from (" + Views.QUERY + ") honest" + theirs + ") views";
        var plays = enquiries.ask(
                "select count(*) from events" + theirs + " and name = 'play_started' and not coalesce(doubtful, false)",
                1);
        var all = enquiries.ask("select count(*), count(distinct person) from " + views, 1);
        return new Stats(
                DAYS,
                number(plays, 0, 0),
                number(all, 0, 0),
                number(all, 0, 1),
                slices("country", views),
                slices("dub_id", views));
    }

    private List<Stats.Slice> slices(String by, String views) {
        var answer = enquiries.ask(
                "select " + by + ", count(*) as views, count(distinct person) as viewers from " + views + " where " + by
                        + " is not null group by 1 having count(distinct person) >= " + LEAST_PEOPLE
                        + " order by views desc, 1 limit " + MOST,
                MOST);
        return answer.rows().stream()
                .map(row -> new Stats.Slice(
                        String.valueOf(row.get(0)),
                        Long.parseLong(String.valueOf(row.get(1))),
                        Long.parseLong(String.valueOf(row.get(2)))))
                .toList();
    }

    private static long number(Answer answer, int row, int column) {
        return Long.parseLong(String.valueOf(answer.rows().get(row).get(column)));
    }
}
