package io.overdub.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.search.index.Change;
import io.overdub.search.index.Kind;
import io.overdub.search.index.Outcome;
import io.overdub.search.index.Outcome.Verdict;
import io.overdub.search.index.SearchIndex;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Brings documents up to date. The number that they carry is taken before the truth is read: whoever changes it afterwards causes a later
 * number, so an older reading that arrives last is outdated.
 */
@Singleton
class Clerk {

    private static final Logger LOG = Logger.getLogger(Clerk.class);

    private final Cards cards;
    private final SearchIndex index;
    private final QuarantineRepository quarantine;
    private final Clock clock;
    private final Counter refused;

    Clerk(Cards cards, SearchIndex index, QuarantineRepository quarantine, Clock clock, MeterRegistry meters) {
        this.cards = cards;
        this.index = index;
        this.quarantine = quarantine;
        this.clock = clock;
        this.refused = Counter.builder("overdub.search.documents.refused")
                .description("documents that the search engine refused and that were put aside")
                .register(meters);
    }

    void update(Kind kind, Collection<String> keys) {
        if (!keys.isEmpty()) {
            settle(index.write(changes(kind, keys)));
        }
    }

    void fill(long generation, Kind kind, Collection<String> keys) {
        if (!keys.isEmpty()) {
            settle(index.fill(generation, changes(kind, keys)));
        }
    }

    private List<Change> changes(Kind kind, Collection<String> keys) {
        var version = quarantine.nextVersion();
        var documents = cards.of(kind, keys);
        return keys.stream()
                .map(key -> new Change(kind, key, version, documents.get(key)))
                .toList();
    }

    private void settle(List<Outcome> outcomes) {
        var written = new ArrayList<Change>();
        for (var outcome : outcomes) {
            if (outcome.verdict() == Verdict.REFUSED) {
                putAside(outcome);
            } else {
                written.add(outcome.change());
            }
        }
        quarantine.release(written);
    }

    private void putAside(Outcome outcome) {
        var change = outcome.change();
        quarantine.add(change, outcome.reason(), clock.instant());
        refused.increment();
        LOG.errorf("The search engine refused the %s %s", change.kind().stored(), change.key());
    }
}
