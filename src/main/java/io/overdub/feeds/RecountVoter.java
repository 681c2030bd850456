package io.overdub.feeds;

import io.overdub.accounts.ExposureChanged;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Whoever is hidden from others decides nothing for them either, at once: the job that looks at everybody comes round to them later. */
@Singleton
@StableName("feeds.recount_voter")
class RecountVoter implements Subscriber<ExposureChanged> {

    private final Ballots ballots;

    RecountVoter(Ballots ballots) {
        this.ballots = ballots;
    }

    @Override
    public String orderedBy(ExposureChanged event) {
        return event.account().toString();
    }

    @Override
    public void on(ExposureChanged event) {
        ballots.lookAgainAt(event.account());
    }
}
