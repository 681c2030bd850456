package io.overdub.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.analytics.ReceptionRepository.Entry;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Job;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts again, from the raw events, what came in on the last days that are over, once a day, and mends what drifted. A day is over when
 * nothing of it can be counted in Redis any more. One that waited in the queue for longer is found on one of the days after. Of a day on
 * which nothing came in a warehouse says nothing, for it may be new: then what was counted stays.
 */
@Singleton
@StableName("analytics.recount_receptions")
class RecountReceptions implements Job {

    static final int DAYS = 8;

    private static final Logger LOG = Logger.getLogger(RecountReceptions.class);
    private static final Duration ONCE_A_DAY = Duration.ofHours(20);
    private static final Duration STILL_COUNTED = LiveCounts.MEMORY.multipliedBy(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PAGE = 5_000;
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private final Warehouse warehouse;
    private final ReceptionBook book;
    private final ReceptionRepository rows;
    private final Clock clock;
    private final Counter drifted;

    RecountReceptions(
            Warehouse warehouse, ReceptionBook book, ReceptionRepository rows, Clock clock, MeterRegistry meters) {
        this.warehouse = warehouse;
        this.book = book;
        this.rows = rows;
        this.clock = clock;
        this.drifted = Counter.builder("overdub.analytics.receptions.drifted")
                .description("counts of plays, views and shares that differed from the raw events")
                .register(meters);
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    /** By whoever has the warehouse: where it is not this process, the next run may be. */
    @Override
    public void run() {
        var lately = clock.instant().minus(ONCE_A_DAY);
        if (!warehouse.isOurs() || rows.recountedAt().filter(lately::isBefore).isPresent()) {
            return;
        }
        try {
            recount();
        } catch (EngineAway | Refusal e) {
            LOG.warnf("Receptions are counted again in the next hour: %s", e.getMessage());
        }
    }

    void recount() {
        var last = LocalDate.ofInstant(clock.instant().minus(STILL_COUNTED), ZoneOffset.UTC)
                .minusDays(1);
        var first = last.minusDays(DAYS - 1L);
        var days = daysWithEvents(first, last);
        rows.close(days);
        var wrong = 0;
        @Nullable UUID after = FIRST;
        while (after != null) {
            var page = warehouse.ask(question(first, last, after), PAGE, PATIENCE);
            var entries = page.rows().stream().map(RecountReceptions::entry).toList();
            // The last item of a page that is cut may be cut too.
            var next = page.complete() ? null : entries.get(entries.size() - 1).item();
            wrong += book.correct(upTo(entries, next), days, after, next == null ? LAST : before(next));
            after = next == null ? null : before(next);
        }
        drifted.increment(wrong);
        tidy(first);
        rows.recounted(days);
        LOG.infof("Counted anew what came in on %s: %d entries had drifted", days, wrong);
    }

    private Set<LocalDate> daysWithEvents(LocalDate first, LocalDate last) {
        return warehouse.ask(daysQuestion(first, last), PAGE, PATIENCE).rows().stream()
                .map(row -> LocalDate.parse(String.valueOf(row.get(0))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String daysQuestion(LocalDate first, LocalDate last) {
        return "select distinct cast(received_at as date) as received_on from events where day between date '"
                + first.minusDays(DAYS) + "' and date '" + last + "' and cast(received_at as date) between date '"
                + first
                + "' and date '" + last + "'";
    }

    private void tidy(LocalDate first) {
        while (rows.fold(first, PAGE) > 0) {
            continue;
        }
        rows.forgetBatches();
    }

    private static List<Entry> upTo(List<Entry> entries, @Nullable UUID next) {
        return next == null
                ? entries
                : entries.stream().filter(entry -> !entry.item().equals(next)).toList();
    }

    private static UUID before(UUID item) {
        var low = item.getLeastSignificantBits() - 1;
        return new UUID(low == -1 ? item.getMostSignificantBits() - 1 : item.getMostSignificantBits(), low);
    }

    /** An event occurred at most a week before it came in, and counts from then on: days before that are not looked at. */
    static String question(LocalDate first, LocalDate last, UUID after) {
        var days = " where day between date '" + first.minusDays(DAYS) + "' and date '" + last + "'";
        return """
            select item_id, received_on, sum(plays) as plays, sum(views) as views, sum(finishes) as finishes, sum(shares) as shares
            from (
              select item_id, cast(received_at as date) as received_on, count(*) as plays, 0 as views, 0 as finishes, 0 as shares
              from (%s) played%s group by 1, 2
              union all select dub_id, cast(first_heard_at as date), 0, count(*), sum(finished), 0 from (%s) watched%s group by 1, 2
              union all select dub_id, cast(first_heard_at as date), 0, 0, 0, count(*) from (%s) shared%s group by 1, 2) counted
            where item_id > '%s' and received_on between date '%s' and date '%s'
            group by 1, 2 order by 1, 2\
            """.formatted(Views.PLAYS, days, Views.QUERY, days, Views.SHARES, days, after, first, last);
    }

    private static Entry entry(List<@Nullable String> row) {
        return new Entry(
                UUID.fromString(String.valueOf(row.get(0))),
                LocalDate.parse(String.valueOf(row.get(1))),
                new Reception(number(row.get(2)), number(row.get(3)), number(row.get(4)), number(row.get(5))));
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(String.valueOf(text));
    }
}
