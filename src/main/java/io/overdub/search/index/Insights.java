package io.overdub.search.index;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Tells the engine of in-app search what people do with its answers, where it wants to know. */
@Singleton
public class Insights {

    private final Optional<AlgoliaInsights> algolia;

    Insights(IndexConfig config, AlgoliaConfig algolia, MeterRegistry meters, Clock clock) {
        this.algolia = config.adapter() == IndexConfig.Adapter.ALGOLIA
                ? Optional.of(Algolia.insights(algolia, meters, clock))
                : Optional.empty();
    }

    public boolean areWanted() {
        return algolia.isPresent();
    }

    /**
     * Nothing where nobody wants to know. What was told without an answer is told again, and then counts twice: the engine has nothing by
     * which to know it.
     *
     * @throws io.overdub.kernel.EngineAway while the engine is
     */
    public void tell(List<Use> uses) {
        algolia.ifPresent(insights -> insights.tell(uses));
    }
}
