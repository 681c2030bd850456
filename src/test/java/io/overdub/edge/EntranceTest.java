package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EntranceTest {

    private final Visitors visitors;
    private final Wire wire = new Wire();

    EntranceTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @Test
    void who_was_refused_may_not_go_on_sending_for_long() throws Exception {
        var answer = wire.raw("POST /test-edge/forms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 200000\r\n\r\nnothing but the beginning");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    /** Held for a second, requests outlive the young generation and are carried into the old one. */
    @Test
    void who_has_been_answered_is_forgotten_at_once() throws Exception {
        for (var visit = 0; visit < 100; visit++) {
            wire.get("/test-edge/notes/seen?visit=" + visit);
            wire.post("/test-edge/forms?visit=" + visit, "{\"name\":\"seen\"}");
        }

        System.gc();

        assertThat(visitors.seen)
                .hasSize(200)
                .filteredOn(visitor -> visitor.get() != null)
                .hasSizeLessThan(100);
    }

    /** Remembers people without holding them. */
    @Singleton
    static class Visitors {

        final List<WeakReference<RoutingContext>> seen = new CopyOnWriteArrayList<>();

        void see(@Observes Filters filters) {
            filters.register(this::see, 1);
        }

        private void see(RoutingContext request) {
            if (request.request().query() != null && request.request().query().startsWith("visit=")) {
                seen.add(new WeakReference<>(request));
            }
            request.next();
        }
    }
}
