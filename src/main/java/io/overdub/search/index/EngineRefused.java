package io.overdub.search.index;

import io.overdub.kernel.EngineAway;
import org.jboss.logging.Logger;

/** An engine understood what it was told and will not do it, now or later. */
final class EngineRefused extends RuntimeException {

    private static final Logger LOG = Logger.getLogger(EngineRefused.class);

    private final String engine;
    private final int status;

    EngineRefused(String engine, int status, String why) {
        super(engine + " refuses with " + status + ": " + why);
        this.engine = engine;
        this.status = status;
    }

    /** To whoever asked it something, an engine that will not say is one that does not answer. */
    EngineAway asSilence() {
        LOG.errorf("A question has no answer: %s", getMessage());
        return new EngineAway(engine);
    }

    int status() {
        return status;
    }
}
