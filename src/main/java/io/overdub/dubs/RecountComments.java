package io.overdub.dubs;

import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Keeps true what is counted of comments: those of a dub, the replies of a thread, the likes of each. */
@Singleton
@StableName("dubs.recount_comments")
class RecountComments implements Job {

    private final List<Recount> recounts;

    RecountComments(CommentCountRepository counts, MeterRegistry meters) {
        this.recounts = List.of(
                new Recount(
                        "counters of comments",
                        "overdub.dubs.comments.drifted",
                        meters,
                        counts::ofDubs,
                        counts::recountDub),
                new Recount(
                        "counters of replies",
                        "overdub.dubs.replies.drifted",
                        meters,
                        counts::ofThreads,
                        counts::recountThread),
                new Recount(
                        "like counters of comments",
                        "overdub.dubs.comment.likes.drifted",
                        meters,
                        counts::ofLikes,
                        counts::recountLikes));
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run() {
        recounts.forEach(Recount::run);
    }
}
