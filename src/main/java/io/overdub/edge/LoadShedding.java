package io.overdub.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.edge.cache.Answers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets in as many requests as can be worked on, and tells the others at once to come again. Beyond what the machine can do each that is let
 * in makes all slower, until none is answered in time (Little's law: with {@code N} inside and {@code x} answered a second, each takes
 * {@code N / x}). While it becomes full, those are sent away first who lose least: see {@link Priority}.
 *
 * <p>What is kept has been given out by then, and bodies have come in: whoever sends slowly takes up no room, nor who only waits for what
 * another makes. A place is taken until the {@link Stay} is over: handlers whose clients hung up are still at work, and just those who will
 * not wait come again at once.
 */
@Singleton
class LoadShedding {

    /** Behind {@link RequestBodies}. */
    private static final int AFTER_BODIES = 10;

    private static final String PLACE = LoadShedding.class.getName();

    /** Paths of the framework: health must be told when it is full most of all. */
    private static final String OF_OPERATIONS = "/q/";

    private static final String OF_STAFF = "/v1/admin/";
    private static final String OF_EVENTS = "/v1/events";

    /** In the order in which they are turned away, and how full it may be for them. */
    enum Priority {
        /** Reads of strangers, which the caches of their applications and ours answer soon; events, which clients keep and bring again. */
        BROWSING(0.6),
        /** Reads of those who are signed in. */
        PERSONAL(0.85),
        /** What people do and would have to do again; what staff does about it. */
        ESSENTIAL(1);

        private final double share;

        Priority(double share) {
            this.share = share;
        }

        int roomIn(int most) {
            return (int) Math.ceil(most * share);
        }
    }

    private final int most;
    private final Answers answers;
    private final Problems problems;
    private final MeterRegistry meters;
    private final AtomicInteger inside = new AtomicInteger();

    LoadShedding(EdgeConfig config, Answers answers, Problems problems, MeterRegistry meters) {
        this.most = config.mostInside();
        this.answers = answers;
        this.problems = problems;
        this.meters = meters;
        meters.gauge("overdub.requests.inside", inside);
        for (var priority : Priority.values()) {
            shed(priority);
        }
    }

    void open(@Observes Filters filters) {
        filters.register(this::admit, AFTER_BODIES);
    }

    private void admit(RoutingContext request) {
        var stay = Stay.of(request);
        if (stay.isOver()) {
            // Hung up while limits were asked for: there is nobody to work for.
            return;
        }
        var priority = priorityOf(request);
        if (priority == null) {
            request.next();
        } else if (take(request, priority)) {
            request.next();
        } else {
            problems.send(request, 503, "unavailable", ProblemAnswers.BUSY);
        }
    }

    /** Whether there is room for who has waited for what another was to make, and now has to make it alone, like all who waited with it. */
    boolean takeIn(RoutingContext request) {
        return request.get(PLACE) != null || take(request, priorityOfReader(CacheDoor.isSignedIn(request)));
    }

    private boolean take(RoutingContext request, Priority priority) {
        if (inside.incrementAndGet() > priority.roomIn(most)) {
            inside.decrementAndGet();
            shed(priority).increment();
            return false;
        }
        request.put(PLACE, priority);
        Stay.of(request).whenOver(inside::decrementAndGet);
        return true;
    }

    private Counter shed(Priority priority) {
        return meters.counter(
                "overdub.requests.shed", "priority", priority.name().toLowerCase(Locale.ROOT));
    }

    /** None for those who take up no room. */
    private @Nullable Priority priorityOf(RoutingContext request) {
        var path = Entrance.pathOf(request);
        if (path.startsWith(OF_OPERATIONS)) {
            return null;
        }
        if (path.startsWith(OF_STAFF)) {
            return Priority.ESSENTIAL;
        }
        if (path.equals(OF_EVENTS)) {
            return Priority.BROWSING;
        }
        if (!Entrance.isRead(request)) {
            return Priority.ESSENTIAL;
        }
        var signedIn = CacheDoor.isSignedIn(request);
        // Of those who read, who asks for the head alone is answered by itself.
        if (request.request().method().equals(HttpMethod.GET)
                && answers.isInTheMaking(request.request().uri(), signedIn)) {
            return null;
        }
        return priorityOfReader(signedIn);
    }

    private static Priority priorityOfReader(boolean signedIn) {
        return signedIn ? Priority.PERSONAL : Priority.BROWSING;
    }
}
