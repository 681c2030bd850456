package io.overdub.connections;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The people whom the viewer mutes. */
@Path("/v1/me/mutes")
class MyMutesResource {

    private final FollowGraph graph;
    private final Viewer viewer;

    MyMutesResource(FollowGraph graph, Viewer viewer) {
        this.graph = graph;
        this.viewer = viewer;
    }

    @GET
    @RolesAllowed(Roles.USER)
    public Page<Connection> muted(@BeanParam PageQuery page) {
        return graph.mutedBy(viewer.id(), page.cursor(), page.limit());
    }
}
