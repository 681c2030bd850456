package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The people who follow the viewer, as far as the viewer decides about them. */
@Path("/v1/me/followers")
class MyFollowersResource {

    private final FollowGraph graph;
    private final Viewer viewer;

    MyFollowersResource(FollowGraph graph, Viewer viewer) {
        this.graph = graph;
        this.viewer = viewer;
    }

    @DELETE
    @Path("/{account_id}")
    @RolesAllowed(Roles.USER)
    @Operation(
            summary =
                    "Have them follow no longer, untold; they may follow again, or ask to when the account is private")
    public void remove(@PathParam("account_id") AccountId follower) {
        graph.removeFollower(viewer.id(), follower);
    }
}
