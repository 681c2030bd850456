package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoadSheddingTest {

    @Inject
    TestGate gate;

    @ConfigProperty(name = "edge.most-inside")
    @Inject
    int most;

    private final Wire wire = new Wire();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<CompletableFuture<HttpResponse<String>>> inside = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() {
        inside.forEach(visitor -> gate.release());
        inside.forEach(CompletableFuture::join);
    }

    @Test
    void the_fuller_it_is_the_more_must_be_at_stake_for_who_comes() throws Exception {
        fillUpTo(0.6);
        var stranger = asStranger();
        assertThat(Wire.problem(stranger, 503, "unavailable")).isNotNull();
        assertThat(stranger.headers().firstValue("Retry-After")).hasValue("1");
        Wire.problem(wire.post("/v1/events", "{}"), 503, "unavailable");
        assertThat(asReader().statusCode()).isEqualTo(200);

        fillUpTo(0.85);
        Wire.problem(asReader(), 503, "unavailable");
        assertThat(asAuthor().statusCode()).isEqualTo(200);

        fillUpTo(1);
        Wire.problem(asAuthor(), 503, "unavailable");
        assertThat(wire.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(wire.get("/q/metrics").body())
                .contains("overdub_requests_inside " + (double) most)
                .containsPattern("overdub_requests_shed_total\\{priority=\"personal\",?} [1-9]");
    }

    @Test
    void who_has_left_makes_room() throws Exception {
        fillUpTo(0.6);
        assertThat(asStranger().statusCode()).isEqualTo(503);

        everybodyLeaves();
        inside.clear();

        assertThat(asStranger().statusCode()).isEqualTo(200);
    }

    private void fillUpTo(double share) throws InterruptedException {
        while (inside.size() < Math.ceil(most * share)) {
            inside.add(client.sendAsync(
                    wire.to("/test-edge/orders/slow")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"crowd\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
            gate.awaitVisitor();
        }
    }

    private HttpResponse<String> asStranger() throws Exception {
        return wire.get("/test-edge/notes/blank");
    }

    private HttpResponse<String> asReader() throws Exception {
        return wire.send(wire.to("/test-edge/notes/blank").header("Authorization", "Test ada"));
    }

    private HttpResponse<String> asAuthor() throws Exception {
        return wire.post("/test-edge/forms", "{\"name\":\"new\"}");
    }
}
