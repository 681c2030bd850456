package io.overdub.search;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.overdub.search.index.SearchIndex;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells an engine that cannot take rules with each question which ones hold. */
@Singleton
@StableName("search.push_rules")
class PushRules implements Job {

    private static final Logger LOG = Logger.getLogger(PushRules.class);

    private final RulesInForce rules;
    private final SearchIndex index;

    PushRules(RulesInForce rules, SearchIndex index) {
        this.rules = rules;
        this.index = index;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        try {
            index.adopt(rules.now());
        } catch (EngineAway e) {
            LOG.infof("Rules wait for the search engine: %s", e.getMessage());
        }
    }
}
