package io.overdub.quotes;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The API reads the clock; whoever keeps a copy of the catalogue has to be told when a quote's time has come, or is over. */
@Singleton
@StableName("quotes.announce_due_quotes")
class AnnounceDueQuotes implements Job {

    private static final int BATCH = 100;

    private final QuoteRepository quotes;
    private final QuoteChanges changes;
    private final Clock clock;

    AnnounceDueQuotes(QuoteRepository quotes, QuoteChanges changes, Clock clock) {
        this.quotes = quotes;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run() {
        while (QuarkusTransaction.requiringNew().call(this::announceSome) == BATCH) {
            continue;
        }
    }

    private int announceSome() {
        var due = quotes.takeDue(clock.instant(), BATCH);
        due.forEach(changes::record);
        return due.size();
    }
}
