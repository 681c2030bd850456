package io.overdub.edge.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How requests of one route came to their answers.
 *
 * @param fresh from memory
 * @param stale from memory, while another request makes it anew
 * @param shared with a request that was just making it
 * @param found in the store, made by another process
 * @param made by the handler, and kept
 */
record Outcomes(Counter fresh, Counter stale, Counter shared, Counter found, Counter made) {

    static Outcomes of(String route, MeterRegistry meters) {
        return new Outcomes(
                counter(route, "fresh", meters),
                counter(route, "stale", meters),
                counter(route, "shared", meters),
                counter(route, "found", meters),
                counter(route, "made", meters));
    }

    private static Counter counter(String route, String outcome, MeterRegistry meters) {
        return Counter.builder("overdub.cache.answers")
                .description(
                        "answers that may be kept: fresh or stale from memory, shared with one that was just made, found in the"
                                + " store, or made")
                .tag("route", route)
                .tag("outcome", outcome)
                .register(meters);
    }
}
