package io.overdub.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Knows when clients have hung up that say beforehand that they will; some are kept at the door until then. */
@Singleton
class TestHangUps {

    static final String HEADER = "Hangs-Up";
    static final String INSIDE = "inside";
    static final String AT_THE_DOOR = "at the door";

    /** Behind the bodies, before {@link LoadShedding}. */
    private static final int AT_LAST = 15;

    private final Semaphore gone = new Semaphore(0);

    void open(@Observes Filters filters) {
        filters.register(this::watch, AT_LAST);
    }

    private void watch(RoutingContext request) {
        var where = request.request().getHeader(HEADER);
        if (INSIDE.equals(where)) {
            request.addEndHandler(ended -> gone.release());
        }
        if (AT_THE_DOOR.equals(where)) {
            var here = request.vertx().getOrCreateContext();
            request.addEndHandler(ended -> here.runOnContext(ignored -> {
                request.next();
                gone.release();
            }));
        } else {
            request.next();
        }
    }

    boolean await() throws InterruptedException {
        return gone.tryAcquire(20, TimeUnit.SECONDS);
    }
}
