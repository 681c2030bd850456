package io.overdub.dubs;

import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps the like counters of dubs true. */
@Singleton
@StableName("dubs.recount_likes")
class RecountLikes implements Job {

    private final Recount likes;

    RecountLikes(DubRepository dubs, MeterRegistry meters) {
        this.likes = new Recount(
                "like counters", "overdub.dubs.likes.drifted", meters, dubs::likeCounts, dubs::recountLikes);
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        likes.run();
    }
}
