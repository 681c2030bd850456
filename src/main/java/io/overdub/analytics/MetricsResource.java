package io.overdub.analytics;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What we count, for everybody to read. */
@Path("/v1/meta/metrics")
@PermitAll
class MetricsResource {

    @GET
    @Operation(summary = "What the numbers mean that people are shown")
    public Metrics metrics() {
        return new Metrics(List.of(
                new Definition("play", Views.PLAY),
                new Definition("view", Views.VIEW),
                new Definition("completion", Views.COMPLETION),
                new Definition("share", Views.SHARE),
                new Definition("retention", Views.RETENTION),
                new Definition("source", Views.SOURCE),
                new Definition("followers_gained", Views.FOLLOWERS_GAINED),
                new Definition(
                        "viewers",
                        "Different people with at least one view: an account, or an installation where nobody has"
                                + " signed in. A part of which fewer"
                                + " than"
                                + " " + StatsDesk.LEAST_PEOPLE + " stand is not shown.")));
    }

    @Schema(name = "Metrics")
    record Metrics(List<Definition> items) {}

    @Schema(name = "Metric")
    record Definition(String name, String definition) {}
}
