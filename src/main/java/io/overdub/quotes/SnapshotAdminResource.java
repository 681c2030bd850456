package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.edge.Repeatable;
import io.overdub.quotes.SnapshotOffice.SnapshotStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The snapshot by hand: it follows the changes by itself, so this is for what it refuses to do alone, and for the impatient. */
@Path("/v1/admin/quotes/snapshot")
@RolesAllowed(Roles.EDITOR)
class SnapshotAdminResource {

    private final SnapshotOffice office;

    SnapshotAdminResource(SnapshotOffice office) {
        this.office = office;
    }

    @GET
    public SnapshotStatus status() {
        return office.status();
    }

    @POST
    @Repeatable("what is asked for already is asked for again")
    @ResponseStatus(202)
    @APIResponse(
            responseCode = "202",
            description = "It will be published in a moment; ask again how it stands",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SnapshotStatus.class)))
    @Operation(summary = "Publish the snapshot now")
    public SnapshotStatus publish(@Valid @NotNull Order order) {
        return office.order(order.force);
    }

    /** @param force also when there is much less than in the last one */
    @Schema(name = "SnapshotOrder")
    record Order(boolean force) {}
}
