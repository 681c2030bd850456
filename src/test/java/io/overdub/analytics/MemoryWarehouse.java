package io.overdub.analytics;

import io.overdub.analytics.warehouse.Answer;
import io.overdub.analytics.warehouse.EventClass;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Loaded;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.EngineAway;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Remembers what came, in what order; away when a test says so. */
final class MemoryWarehouse implements Warehouse {

    boolean away;
    int refusals;
    final List<UUID> ids = new ArrayList<>();
    /** When what was loaded had come in. */
    final List<Instant> received = new ArrayList<>();

    final List<String> asked = new ArrayList<>();
    /** To what it is asked first, second and so on; some are no answers. */
    final Deque<Supplier<Answer>> answers = new ArrayDeque<>();
    /** To whatever else it is asked. */
    Answer answer = new Answer(List.of(), List.of(), true);

    /** Those whose rows cannot be changed now. */
    final Set<UUID> held = new HashSet<>();

    final List<UUID> erased = new ArrayList<>();
    final List<LocalDate> exported = new ArrayList<>();

    private final Set<UUID> seen = new HashSet<>();

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public Loaded load(List<EventRow> rows) {
        if (away) {
            refusals++;
            throw new EngineAway("The warehouse");
        }
        var fresh = rows.stream().filter(row -> seen.add(row.id())).toList();
        fresh.forEach(row -> {
            ids.add(row.id());
            received.add(row.receivedAt());
        });
        return new Loaded(fresh.size(), rows.size() - fresh.size(), List.of());
    }

    @Override
    public Answer ask(String sql, int mostRows, Duration patience, BooleanSupplier cancelled) {
        asked.add(sql);
        var next = answers.poll();
        return next == null ? answer : next.get();
    }

    @Override
    public void forget(EventClass eventClass, Instant before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> installations(UUID account) {
        return Set.of();
    }

    @Override
    public void erase(UUID account, Set<String> installations) {
        if (held.contains(account)) {
            throw new EngineAway("The warehouse");
        }
        erased.add(account);
    }

    @Override
    public OptionalLong export(LocalDate day) {
        exported.add(day);
        return OptionalLong.of(0);
    }
}
