package io.overdub.uploads;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Repeatable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** A copy of what is kept of the viewer. It lives where the files are; what is in it, each room says. */
@Path("/v1/me/export")
@RolesAllowed(Roles.USER)
class MyExportResource {

    private final ExportOffice office;
    private final Viewer viewer;

    MyExportResource(ExportOffice office, Viewer viewer) {
        this.office = office;
        this.viewer = viewer;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Repeatable("one that is waited for, or is not a day old, is the one")
    @ResponseStatus(202)
    @APIResponse(
            responseCode = "202",
            description = "It is made, or there already",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PersonalExport.class)))
    @Operation(summary = "Ask for a copy of all that is kept of me, with my media; it is there for a week")
    public PersonalExport ask() {
        return office.ask(viewer.id());
    }

    @GET
    @Operation(summary = "The copy that I asked for, and where it lies once it is ready")
    public PersonalExport show() {
        return office.show(viewer.id());
    }
}
