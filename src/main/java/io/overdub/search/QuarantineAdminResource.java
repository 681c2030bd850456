package io.overdub.search;

import io.overdub.accounts.Roles;
import io.overdub.edge.Repeatable;
import io.overdub.search.index.Kind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Documents that the search engine refused. */
@Path("/v1/admin/search/quarantine")
@RolesAllowed(Roles.ADMIN)
class QuarantineAdminResource {

    private final IndexOffice office;

    QuarantineAdminResource(IndexOffice office) {
        this.office = office;
    }

    @GET
    @Operation(summary = "What the search engine refused, and why; the latest first")
    public Ward all(@QueryParam("limit") @DefaultValue("20") @Min(1) @Max(200) int limit) {
        return new Ward(office.quarantined(limit));
    }

    @POST
    @Path("/retry")
    @Repeatable("writing a document twice changes nothing")
    @Operation(
            summary = "Try one of them again, as it is now",
            description = "404 not_quarantined when the engine never refused it, or has taken it since.")
    public Attempt retry(@Valid @NotNull Patient patient) {
        var refused = office.retry(patient.kind, patient.key);
        return new Attempt(refused.isEmpty(), refused.orElse(null));
    }

    @Schema(name = "SearchQuarantine")
    record Ward(List<Quarantined> items) {}

    @Schema(name = "QuarantineRetry")
    record Patient(
            @NotNull Kind kind,
            @NotNull @Size(min = 1, max = 64) String key) {}

    /** @param refused the reason of today, when it was refused again */
    @Schema(name = "QuarantineAttempt")
    record Attempt(boolean released, @Nullable Quarantined refused) {}
}
