package io.overdub.edge;

import io.overdub.edge.cache.Answers;
import io.overdub.kernel.EngineAway;
import jakarta.inject.Singleton;

/** Ends answers that are {@link Cached}. */
@Singleton
public class AnswerCache {

    private final Answers answers;

    AnswerCache(Answers answers) {
        this.answers = answers;
    }

    /**
     * No answer that depends on one of these is given out any more: on this process at once, on the others within a second. Call it once
     * the change is committed, from a subscriber. Repeating it does no harm.
     *
     * @throws EngineAway when the other processes cannot be told now
     */
    public void forget(String... tags) {
        answers.forget(tags);
    }
}
