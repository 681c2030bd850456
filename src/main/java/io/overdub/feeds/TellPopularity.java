package io.overdub.feeds;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.overdub.dubs.Candidate;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Like;
import io.overdub.feeds.timeline.Timeline;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.jboss.logging.Logger;

/**
 * Tells an engine that ranks by itself how popular is what was liked or commented on of late. Each like and comment is looked at twice, so
 * that a run that failed does no harm; one that is taken back shows with the next one.
 */
@Singleton
@StableName("feeds.tell_popularity")
class TellPopularity implements Job {

    private static final Logger LOG = Logger.getLogger(TellPopularity.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int TOGETHER = 1_000;

    private final Candidates candidates;
    private final Timeline timeline;
    private final Clock clock;

    TellPopularity(Candidates candidates, Timeline timeline, Clock clock) {
        this.candidates = candidates;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return PAUSE;
    }

    @Override
    public void run() {
        if (!timeline.weighs()) {
            return;
        }
        var until = clock.instant();
        var since = until.minus(PAUSE.multipliedBy(2));
        try {
            var some = candidates.likes(since, until, null, TOGETHER);
            while (!some.isEmpty()) {
                tell(some.stream().map(Like::dub).collect(toSet()));
                some = candidates.likes(since, until, some.get(some.size() - 1), TOGETHER);
            }
            var commented = candidates.commented(since, until, null, TOGETHER);
            while (!commented.isEmpty()) {
                tell(commented);
                commented = candidates.commented(since, until, commented.get(commented.size() - 1), TOGETHER);
            }
        } catch (EngineAway e) {
            LOG.debugf("What is liked is told the next time: %s", e.getMessage());
        }
    }

    private void tell(Collection<DubId> some) {
        var popularity = candidates.withIds(some).stream().collect(toMap(Candidate::id, Candidate::popularity));
        if (!popularity.isEmpty()) {
            timeline.weigh(popularity);
        }
    }
}
