package io.overdub.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.accounts.AccountId;
import io.overdub.analytics.Consents;
import io.overdub.kernel.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what people search for, and writes it down while nobody waits: for themselves, and to be counted, but not of those who want only what
 * is necessary to be recorded. Who types asks with each letter: only what stands for some seconds counts as asked. What is heard and not yet
 * written is in memory, and lost with the process: it is worth no more than that.
 */
@Singleton
class Ear {

    private static final Logger LOG = Logger.getLogger(Ear.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** What comes on top is not heard. */
    private static final int MOST = 10_000;

    private final QueryRepository queries;
    private final TrendingQueries trends;
    private final Consents consents;
    private final Clock clock;
    private final Counter missed;
    private final ScheduledExecutorService pen;
    private final Map<AccountId, Heard> typing = new HashMap<>();
    private final List<Heard> asked = new ArrayList<>();
    private @Nullable ScheduledFuture<?> habit;

    Ear(QueryRepository queries, TrendingQueries trends, Consents consents, Clock clock, MeterRegistry meters) {
        this.queries = queries;
        this.trends = trends;
        this.consents = consents;
        this.clock = clock;
        this.missed = Counter.builder("overdub.search.queries.missed")
                .description("searches that were not written down, because there were too many or PostgreSQL was away")
                .register(meters);
        this.pen = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "search-ear");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start(@Observes StartupEvent event) {
        habit = pen.scheduleWithFixedDelay(() -> writeDown(clock.instant().minus(PAUSE)), 1, 1, TimeUnit.SECONDS);
    }

    /** Before the database goes. */
    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        if (habit != null) {
            habit.cancel(false);
        }
        pen.shutdown();
        if (pen.awaitTermination(2, TimeUnit.SECONDS)) {
            writeDown(Instant.MAX);
        }
    }

    /** Memory only. */
    void hear(AccountId who, String query, boolean found) {
        var heard = Heard.of(who, query, found, clock.instant());
        if (!heard.hasWords()) {
            return;
        }
        synchronized (typing) {
            if (typing.size() + asked.size() >= MOST) {
                missed.increment();
                return;
            }
            var before = typing.put(who, heard);
            if (before != null && !heard.isPartOf(before)) {
                asked.add(before);
            }
        }
    }

    /** What this person asked for lately, the newest first. */
    RecentSearches recent(AccountId who) {
        return new RecentSearches(queries.recent(who.value()));
    }

    /**
     * What people ask for, the most frequent first.
     *
     * @param days from 1, the current one included
     * @param unanswered only what nothing was found for, by how often
     */
    QueryCounts counts(int days, boolean unanswered, int limit) {
        return new QueryCounts(queries.counts(clock.instant().minus(Duration.ofDays(days - 1L)), unanswered, limit));
    }

    /** Forgets what this person asked for, also what no process has written down yet. */
    void forget(AccountId who) {
        synchronized (typing) {
            typing.remove(who);
            asked.removeIf(heard -> heard.who().equals(who));
        }
        queries.forget(who.value(), clock.instant());
    }

    /** @param typedUntil who has typed since may still be typing */
    void writeDown(Instant typedUntil) {
        var heard = take(typedUntil);
        if (heard.isEmpty()) {
            return;
        }
        try {
            queries.remember(heard);
            var unwilling = consents.optedOutAmong(
                    heard.stream().map(one -> one.who().value()).toList());
            var countable = heard.stream()
                    .filter(one ->
                            one.isCountable() && !unwilling.contains(one.who().value()))
                    .toList();
            queries.count(countable, clock.instant());
            trends.count(countable.stream().filter(Heard::found).toList());
        } catch (Sql.SqlFailed e) {
            missed.increment(heard.size());
            LOG.warnf("%d searches were not written down: %s", heard.size(), e.getMessage());
        }
    }

    private List<Heard> take(Instant typedUntil) {
        synchronized (typing) {
            var taken = new ArrayList<>(asked);
            asked.clear();
            typing.values().removeIf(heard -> {
                var stands = !heard.at().isAfter(typedUntil);
                if (stands) {
                    taken.add(heard);
                }
                return stands;
            });
            return taken;
        }
    }
}
