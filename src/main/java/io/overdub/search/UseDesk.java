package io.overdub.search;

import io.overdub.accounts.AccountId;
import io.overdub.analytics.Consents;
import io.overdub.kernel.Outbox;
import io.overdub.search.index.Insights;
import io.overdub.search.index.Use;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes down what people do with hits, for an engine that wants to know, and of nobody who does not want that. */
@ApplicationScoped
class UseDesk {

    private final Insights insights;
    private final Consents consents;
    private final Outbox outbox;

    UseDesk(Insights insights, Consents consents, Outbox outbox) {
        this.insights = insights;
        this.consents = consents;
        this.outbox = outbox;
    }

    /** By what the engine knows this person again; null when it shall not, or does not want to. */
    @Nullable UUID knownAs(@Nullable AccountId person) {
        return person != null && insights.areWanted() && !consents.isOptedOut(person.value()) ? person.value() : null;
    }

    /** How many were taken down: all or none. */
    @Transactional
    int note(AccountId person, List<Use> uses) {
        if (knownAs(person) == null) {
            return 0;
        }
        outbox.publish(new HitsUsed(uses));
        return uses.size();
    }
}
