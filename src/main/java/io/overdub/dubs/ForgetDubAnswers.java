package io.overdub.dubs;

import io.overdub.edge.AnswerCache;
import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.util.List;

/** What strangers were told of a dub is told no more once it has changed, or they may not see it any longer. */
@Singleton
@StableName("dubs.forget_answers")
class ForgetDubAnswers implements BulkSubscriber<DubChanged> {

    static final String ALL = "dubs";
    static final String ONE = "dub:";

    private final AnswerCache cache;

    ForgetDubAnswers(AnswerCache cache) {
        this.cache = cache;
    }

    @Override
    public void onAll(List<DubChanged> events) {
        cache.forget(events.stream().map(event -> ONE + event.dub()).toArray(String[]::new));
    }
}
