package io.overdub.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.External;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Waits until what was written counts: Algolia's 200 only says that it stands in a queue. */
@External
final class AlgoliaTasks {

    private static final Logger LOG = Logger.getLogger(AlgoliaTasks.class);
    private static final long STEP_MS = 200;
    private static final long LONGEST_STEP_MS = 5_000;

    private final AlgoliaIndex.Door reading;
    private final Duration patience;

    AlgoliaTasks(AlgoliaIndex.Door reading, Duration patience) {
        this.reading = reading;
        this.patience = patience;
    }

    /**
     * @param written what the call that wrote was answered
     * @throws EngineAway when it takes too long; it may still be done
     */
    void await(String index, JsonNode written) {
        if (!written.hasNonNull("taskID")) {
            throw new EngineAway("Algolia");
        }
        var task = written.path("taskID").asLong();
        var waited = 0L;
        for (var tries = 1; ; tries++) {
            var answer = reading.find((client, application, key) -> client.task(application, key, index, task));
            if (answer.isPresent() && answer.get().path("status").asText().equals("published")) {
                return;
            }
            var step = Math.min(tries * STEP_MS, LONGEST_STEP_MS);
            if (waited + step > patience.toMillis()) {
                LOG.warnf("Algolia has not done task %d of %s within %s", task, index, patience);
                throw new EngineAway("Algolia");
            }
            waited += step;
            pause(step);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineAway("Algolia");
        }
    }
}
