package io.overdub.search;

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

@Path("/v1/admin/search/rebuild")
@RolesAllowed(Roles.ADMIN)
class SearchAdminResource {

    private final IndexOffice office;

    SearchAdminResource(IndexOffice office) {
        this.office = office;
    }

    @POST
    @Repeatable("making the index anew twice changes nothing")
    @ResponseStatus(202)
    @APIResponse(
            responseCode = "202",
            description = "It is done in the background, and goes on after a restart",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Rebuild.class)))
    @Operation(summary = "Make the search index anew beside the one that answers, and let it answer once it is whole")
    public Rebuild rebuild() {
        return office.rebuild();
    }
}
