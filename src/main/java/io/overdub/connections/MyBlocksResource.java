package io.overdub.connections;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The people whom the viewer blocks; the only place where they still show. */
@Path("/v1/me/blocks")
class MyBlocksResource {

    private final FollowGraph graph;
    private final Viewer viewer;

    MyBlocksResource(FollowGraph graph, Viewer viewer) {
        this.graph = graph;
        this.viewer = viewer;
    }

    @GET
    @RolesAllowed(Roles.USER)
    public Page<Connection> blocked(@BeanParam PageQuery page) {
        return graph.blockedBy(viewer.id(), page.cursor(), page.limit());
    }
}
