package io.overdub.search;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

@Path("/v1/me/searches")
@RolesAllowed(Roles.USER)
class MySearchesResource {

    private final Ear ear;
    private final Viewer viewer;

    MySearchesResource(Ear ear, Viewer viewer) {
        this.ear = ear;
        this.viewer = viewer;
    }

    @GET
    @Operation(
            summary = "What I searched for lately, the newest first",
            description = "Each once, at most 20, seconds after I stopped typing; forgotten after 180 days.")
    public RecentSearches recent() {
        return ear.recent(viewer.id());
    }

    @DELETE
    @APIResponse(responseCode = "204", description = "Nothing of it is left")
    @Operation(summary = "Forget what I searched for")
    public void forget() {
        ear.forget(viewer.id());
    }
}
