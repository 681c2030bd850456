package io.overdub.analytics;

import io.overdub.analytics.warehouse.Answer;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.Bulkhead;
import io.overdub.kernel.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Where the team asks. A few questions at once; who comes then is asked to come again. */
@Singleton
class Enquiries {

    private final Warehouse warehouse;
    private final SavedQueryRepository saved;
    private final CancellationRepository cancellations;
    private final QueryConfig config;
    private final Bulkhead desks;

    Enquiries(
            Warehouse warehouse, SavedQueryRepository saved, CancellationRepository cancellations, QueryConfig config) {
        this.warehouse = warehouse;
        this.saved = saved;
        this.cancellations = cancellations;
        this.config = config;
        this.desks = new Bulkhead(config.together(), Duration.ZERO, Busy::new);
    }

    Answer ask(String sql, int mostRows) {
        return ask(sql, mostRows, () -> false);
    }

    /** For who is no analyst, and takes turns elsewhere: they hold up nobody of the team. */
    Answer tell(String sql, int mostRows) {
        return warehouse.ask(sql, mostRows, config.patience(), () -> false);
    }

    /** @param id made by whoever asks, and may cancel */
    Answer ask(String sql, int mostRows, UUID id) {
        return ask(sql, mostRows, () -> cancellations.has(id));
    }

    private Answer ask(String sql, int mostRows, BooleanSupplier cancelled) {
        return desks.run(() -> warehouse.ask(sql, Math.min(mostRows, config.mostRows()), config.patience(), cancelled));
    }

    /** On whatever process it runs, within a second; the answer of one that has ended is not touched. */
    void cancel(UUID id) {
        cancellations.add(id);
    }

    int mostRows() {
        return config.mostRows();
    }

    List<SavedQuery> saved() {
        return saved.all();
    }

    Optional<SavedQuery> saved(String name) {
        return saved.named(name);
    }

    void save(String name, String sql, String note, UUID by) {
        saved.put(name, sql, note, by);
    }

    void drop(String name) {
        saved.delete(name);
    }

    static final class Busy extends Refusal {
        Busy() {
            super(
                    Kind.UNAVAILABLE,
                    "warehouse_busy",
                    "Others are asking: try again in a moment",
                    Duration.ofSeconds(2));
        }
    }
}
