package io.overdub.accounts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Keeps what an account does from others. */
@Path("/v1/admin/accounts/{id}/limit")
@RolesAllowed(Roles.MODERATOR)
@Tag(name = "accounts")
class AccountLimitResource {

    private final LimitDesk desk;
    private final Viewer viewer;

    AccountLimitResource(LimitDesk desk, Viewer viewer) {
        this.desk = desk;
        this.viewer = viewer;
    }

    @PUT
    @APIResponse(
            responseCode = "204",
            description = "Others see nothing of it: at once here, within two seconds elsewhere")
    @Operation(summary = "Keep from others whatever an account makes and does; its owner is not told")
    public void limit(@PathParam("id") AccountId id, @Valid @NotNull Reason reason) {
        desk.limit(id, reason.reason, viewer.id());
    }

    @DELETE
    @APIResponse(responseCode = "204", description = "All is shown again, but nobody is told of it afterwards")
    @Operation(summary = "Lift that")
    public void lift(@PathParam("id") AccountId id, @Valid @NotNull Reason reason) {
        desk.lift(id, reason.reason, viewer.id());
    }

    @GET
    @Operation(summary = "Whether an account is limited, and who did that and why")
    public Limit show(@PathParam("id") AccountId id) {
        return desk.show(id.value());
    }

    @Schema(name = "LimitReason")
    record Reason(@NotNull @Size(min = 1, max = 500) String reason) {}
}
