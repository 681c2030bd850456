package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The people who ask to follow the viewer, whose account is private. */
@Path("/v1/me/follow-requests")
@RolesAllowed(Roles.USER)
class MyFollowRequestsResource {

    private final FollowGraph graph;
    private final Viewer viewer;

    MyFollowRequestsResource(FollowGraph graph, Viewer viewer) {
        this.graph = graph;
        this.viewer = viewer;
    }

    @GET
    @Operation(summary = "Who asks to follow me, newest first")
    public Page<Connection> waiting(@BeanParam PageQuery page) {
        return graph.requestsTo(viewer.id(), page.cursor(), page.limit());
    }

    @PUT
    @Path("/{account_id}")
    @Operation(summary = "Let them follow; accepting twice is accepting once")
    public void accept(@PathParam("account_id") AccountId follower) {
        graph.accept(viewer.id(), follower);
    }

    @DELETE
    @Path("/{account_id}")
    @Operation(summary = "Decline, untold; they may ask again")
    public void decline(@PathParam("account_id") AccountId follower) {
        graph.decline(viewer.id(), follower);
    }
}
