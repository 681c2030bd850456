package io.overdub.edge;

import io.overdub.kernel.SqlPulse;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Sends away at once who wants something of PostgreSQL while it is away, on the event loop: what is kept has been given out by then. */
@Singleton
class Porter {

    /** Behind {@link CacheDoor}. */
    private static final int AFTER_CACHE = 30;

    private static final String API = "/v1/";

    private final SqlPulse database;
    private final Problems problems;

    Porter(SqlPulse database, Problems problems) {
        this.database = database;
        this.problems = problems;
    }

    void open(@Observes Filters filters) {
        filters.register(this::admit, AFTER_CACHE);
    }

    private void admit(RoutingContext request) {
        if (database.isAway() && Entrance.pathOf(request).startsWith(API)) {
            problems.send(request, 503, "unavailable", ProblemAnswers.BUSY);
        } else {
            request.next();
        }
    }
}
