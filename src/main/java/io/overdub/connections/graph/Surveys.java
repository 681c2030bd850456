package io.overdub.connections.graph;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Takes orders of the team. */
@ApplicationScoped
class Surveys {

    private final SurveyRepository surveys;
    private final Engines engines;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Surveys(SurveyRepository surveys, Engines engines, Outbox outbox, Ids ids, Clock clock) {
        this.surveys = surveys;
        this.engines = engines;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Survey ask(boolean mends) {
        if (engines.shadow().isEmpty()) {
            throw new NoOtherEngine();
        }
        var id = ids.next();
        var now = clock.instant();
        surveys.add(id, mends, now);
        outbox.publish(new SurveyAsked(id, mends));
        return new Survey(id, mends, now, null, 0, 0, 0, 0, List.of());
    }

    List<Survey> latest() {
        return surveys.latest();
    }
}
