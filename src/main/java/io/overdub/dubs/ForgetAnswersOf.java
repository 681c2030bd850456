package io.overdub.dubs;

import io.overdub.accounts.ExposureChanged;
import io.overdub.edge.AnswerCache;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/**
 * What others may see of an author has changed. Whose a dub is does not stand in its address, so all of them are asked for anew.
 */
@Singleton
@StableName("dubs.forget_answers_of")
class ForgetAnswersOf implements Subscriber<ExposureChanged> {

    private final AnswerCache cache;

    ForgetAnswersOf(AnswerCache cache) {
        this.cache = cache;
    }

    @Override
    public void on(ExposureChanged event) {
        cache.forget(ForgetDubAnswers.ALL);
    }
}
