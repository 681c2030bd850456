package io.overdub.notifications;

import io.overdub.accounts.Roles;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Pushes to many: the followers of an author, the audience of a campaign. */
@Path("/v1/admin/push/broadcasts")
@RolesAllowed(Roles.ADMIN)
class BroadcastResource {

    private final Broadcasts broadcasts;

    BroadcastResource(Broadcasts broadcasts) {
        this.broadcasts = broadcasts;
    }

    @GET
    @Operation(summary = "What goes out or went out to many, the newest first")
    public Page<Broadcast> newest(@BeanParam PageQuery page) {
        return broadcasts.newest(page.cursor(), page.limit());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a broadcast has come, and when it will be done")
    public Broadcast show(@PathParam("id") UUID id) {
        return broadcasts.show(id);
    }

    @PUT
    @Path("/{id}/state")
    @Operation(
            summary = "Pause a broadcast, let it run on, or cancel it",
            description =
                    "In force within 2 s on all processes; of what is cancelled the rest counts as suppressed, for good. 409"
                            + " approval_missing: a campaign has grown large since it was scheduled, and nobody else has approved it.")
    public Broadcast turn(@PathParam("id") UUID id, @Valid @NotNull Wanted wanted) {
        return broadcasts.turn(id, wanted.state);
    }

    @Schema(name = "BroadcastWanted")
    record Wanted(@NotNull Broadcast.State state) {}
}
