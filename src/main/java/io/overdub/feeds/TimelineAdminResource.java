package io.overdub.feeds;

import io.overdub.accounts.Roles;
import io.overdub.edge.Repeatable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/admin/feeds/timelines/fill")
@RolesAllowed(Roles.ADMIN)
class TimelineAdminResource {

    private final TimelineOffice office;

    TimelineAdminResource(TimelineOffice office) {
        this.office = office;
    }

    @POST
    @Repeatable("filling twice changes nothing")
    @ResponseStatus(202)
    @APIResponse(
            responseCode = "202",
            description = "It is done in the background, and goes on after a restart",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Filling.class)))
    @Operation(summary = "Copy what everybody made and follows into the engine of the timelines, and into its shadow")
    public Filling fill() {
        return office.fill();
    }
}
