package io.overdub.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A process that is told to stop answers everybody who comes all the same, for {@code quarkus.shutdown.delay}, and tells them with each
 * answer to come on another connection: a router has found by then that it is not ready, and leads them elsewhere. Then it waits for those
 * who are still inside (the handlers of those who have hung up too), and for nothing else: Quarkus' own waiting ({@code quarkus.shutdown.timeout}) turns away whoever comes meanwhile on
 * a connection that was kept, and always takes all of its time, since its Jackson listener never reports that it is done (quarkus#51915).
 */
@Singleton
class Farewell {

    private static final Logger LOG = Logger.getLogger(Farewell.class);

    /** Before all else, {@link Entrance} too. */
    private static final int FIRST = 1001;

    /** As long as a request may take; Heroku kills 30 s after it has told to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int EVERYBODY = Integer.MAX_VALUE;

    private final Semaphore outside = new Semaphore(EVERYBODY);
    private volatile boolean leaving;

    void open(@Observes Filters filters) {
        filters.register(this::see, FIRST);
    }

    private void see(RoutingContext request) {
        if (leaving) {
            request.response().headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        // Begins with the request: see Stay.
        var stay = Stay.of(request);
        if (outside.tryAcquire()) {
            stay.whenOver(outside::release);
        }
        request.next();
    }

    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
    }

    /** Before anything is taken down that a request may need. */
    void await(@Observes @Priority(0) ShutdownEvent event) throws InterruptedException {
        if (!outside.tryAcquire(EVERYBODY, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("%d requests are broken off", EVERYBODY - outside.availablePermits());
        }
    }
}
