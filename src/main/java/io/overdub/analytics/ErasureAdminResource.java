package io.overdub.analytics;

import io.overdub.edge.Repeatable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Admins have people forgotten. */
@Path("/v1/admin/analytics/erasures")
@RolesAllowed("admin")
class ErasureAdminResource {

    private final Erasures erasures;

    ErasureAdminResource(Erasures erasures) {
        this.erasures = erasures;
    }

    @POST
    @Repeatable("who is forgotten twice is forgotten")
    @ResponseStatus(202)
    @Operation(
            summary = "Forget a person in all events",
            description =
                    "Within minutes; where Google BigQuery keeps events, once it lets rows be changed that came in lately,"
                            + " which is after an hour or two. What Kinesis and SQS hold ends by itself, and comes into the"
                            + " warehouse as nobody's. Files of Parquet that were written before stay as they are.")
    public Forgotten forget(@Valid @NotNull Forgotten forgotten) {
        erasures.ask(forgotten.accountId);
        return forgotten;
    }

    @GET
    @Operation(summary = "Who is to be forgotten, the latest first, and whether they are")
    public Asked asked() {
        return new Asked(erasures.newest());
    }

    @Schema(name = "AnalyticsForgotten")
    record Forgotten(@NotNull UUID accountId) {}

    @Schema(name = "AnalyticsErasures")
    record Asked(List<Erasure> items) {}
}
