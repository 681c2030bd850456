package io.overdub.analytics;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Writes down what was counted in Redis, hundreds of items at a time. */
@Singleton
@StableName("analytics.flush_counts")
class FlushCounts implements Job {

    private final LiveCounts live;
    private final ReceptionBook book;
    private final Ids ids;

    FlushCounts(LiveCounts live, ReceptionBook book, Ids ids) {
        this.live = live;
        this.book = book;
        this.ids = ids;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        for (var held = live.take(ids.next()); held.isPresent(); held = live.take(ids.next())) {
            book.add(held.get());
            live.drop(held.get().id());
        }
    }
}
