package io.overdub.analytics;

import io.overdub.analytics.ReceptionRepository.Entry;
import io.overdub.kernel.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where it is written down how people took to things. */
@ApplicationScoped
class ReceptionBook implements Receptions {

    private static final Reception NONE = new Reception(0, 0, 0, 0);

    private final ReceptionRepository rows;
    private final Outbox outbox;

    /** Of an item, on a day. */
    private record Key(UUID item, LocalDate receivedOn) {}

    ReceptionBook(ReceptionRepository rows, Outbox outbox) {
        this.rows = rows;
        this.outbox = outbox;
    }

    @Override
    public Map<UUID, Reception> of(Collection<UUID> items) {
        return rows.totals(items);
    }

    /** Once: what is held comes again until Redis has heard that it was written down. */
    @Transactional
    void add(LiveCounts.Held held) {
        if (!rows.begin(held.id())) {
            return;
        }
        var more = held.counts().stream().map(ReceptionBook::entry).toList();
        rows.add(more);
        tell(more);
    }

    private static Entry entry(LiveCounts.Count count) {
        var more = count.more();
        return new Entry(
                count.item(),
                count.receivedOn(),
                new Reception(
                        more.getOrDefault(Metric.PLAYS, 0L),
                        more.getOrDefault(Metric.VIEWS, 0L),
                        more.getOrDefault(Metric.FINISHES, 0L),
                        more.getOrDefault(Metric.SHARES, 0L)));
    }

    /**
     * Puts what the raw events say of these days in place of what stands here, of items after one and up to another.
     *
     * @return how many entries differed
     */
    @Transactional
    int correct(List<Entry> actual, Set<LocalDate> days, UUID after, UUID upTo) {
        var actually = actual.stream()
                .filter(entry -> days.contains(entry.receivedOn()))
                .collect(Collectors.toMap(ReceptionBook::keyOf, Function.identity()));
        var wrong = new ArrayList<Entry>();
        for (var said : rows.between(days, after, upTo)) {
            var entry = actually.remove(keyOf(said));
            if (entry == null && !said.reception().equals(NONE)) {
                wrong.add(new Entry(said.item(), said.receivedOn(), NONE));
            } else if (entry != null && !entry.equals(said)) {
                wrong.add(entry);
            }
        }
        wrong.addAll(actually.values());
        rows.put(wrong);
        tell(wrong);
        return wrong.size();
    }

    private static Key keyOf(Entry entry) {
        return new Key(entry.item(), entry.receivedOn());
    }

    private void tell(List<Entry> entries) {
        var items = entries.stream().map(Entry::item).distinct().toList();
        if (!items.isEmpty()) {
            outbox.publish(new ReceptionsCounted(items));
        }
    }
}
