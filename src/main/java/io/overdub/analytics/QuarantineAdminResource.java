package io.overdub.analytics;

import io.overdub.edge.PageQuery;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was sent and is no event. */
@Path("/v1/admin/analytics/quarantine")
@RolesAllowed("analyst")
class QuarantineAdminResource {

    private final Infirmary infirmary;

    QuarantineAdminResource(Infirmary infirmary) {
        this.infirmary = infirmary;
    }

    @GET
    @Operation(summary = "What lies in quarantine, the newest first", description = "For 30 days.")
    public Page<Quarantined> quarantined(
            @QueryParam("code") @Size(max = 64) @Nullable String code, @BeanParam PageQuery page) {
        return infirmary.patients(code, page.cursor(), page.limit());
    }

    @POST
    @Path("/replay")
    @RolesAllowed("admin")
    @Repeatable("what is well by now has left, and counts once by its id")
    @Operation(
            summary = "Look again at what lies in quarantine for one reason",
            description =
                    "After a schema was mended. What is an event by now is taken in; up to 1,000 are looked at, the"
                            + " oldest first, after the one that an earlier answer named as last.")
    public Infirmary.Round replay(@Valid @NotNull Visit visit) {
        return infirmary.visit(visit.code, visit.after);
    }

    /** @param after the {@code last} of the answer before */
    @Schema(name = "QuarantineReplay")
    record Visit(@NotNull @Size(max = 64) String code, java.util.@Nullable UUID after) {}
}
