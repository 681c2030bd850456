package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Roles;
import io.overdub.edge.Repeatable;
import io.overdub.ranking.Formula;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Beside the formulas' own routes, but here, where feeds are made. */
@Path("/v1/admin/ranking/preview")
@RolesAllowed(Roles.ANALYST)
class PreviewResource {

    private final Rehearsal rehearsal;

    PreviewResource(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    @POST
    @Repeatable("it changes nothing")
    @Operation(summary = "What a formula would do to somebody's for-you feed, beside what they get today")
    public Preview play(@Valid @NotNull Request request) {
        return rehearsal.play(request.viewer, request.formula);
    }

    @Schema(name = "PreviewRequest")
    record Request(
            @NotNull AccountId viewer, @Valid @NotNull Formula formula) {}
}
