package io.overdub.edge;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a request keeps this process busy: until its answer is out or its client has hung up, and its handler is through, whichever is
 * later. A handler does not hear that its client has gone; the router's own end handlers see only that, and are never called when they
 * come after it.
 */
final class Stay {

    private static final String KEY = Stay.class.getName();

    private final List<Runnable> leaving = new ArrayList<>();
    private int holds = 1;

    private Stay() {}

    /** The one of this request. It begins with the first question for it: {@link Farewell} asks before anybody can have hung up. */
    static Stay of(RoutingContext request) {
        Stay known = request.get(KEY);
        if (known != null) {
            return known;
        }
        var stay = new Stay();
        request.put(KEY, stay);
        request.addEndHandler(ended -> stay.release());
        return stay;
    }

    synchronized boolean isOver() {
        return holds == 0;
    }

    /** Once, when it is over: at once if it is. */
    void whenOver(Runnable deed) {
        synchronized (this) {
            if (holds > 0) {
                leaving.add(deed);
                return;
            }
        }
        deed.run();
    }

    /** Not before {@link #release}, unless it is over: then false. */
    synchronized boolean hold() {
        if (holds == 0) {
            return false;
        }
        holds++;
        return true;
    }

    void release() {
        synchronized (this) {
            holds--;
            if (holds > 0) {
                return;
            }
        }
        leaving.forEach(Runnable::run);
    }
}
