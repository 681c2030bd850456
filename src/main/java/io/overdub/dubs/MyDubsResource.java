package io.overdub.dubs;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** "My Dubs": all that the viewer made, the private ones too. */
@Path("/v1/me/dubs")
class MyDubsResource {

    private final DubShelf shelf;
    private final Viewer viewer;

    MyDubsResource(DubShelf shelf, Viewer viewer) {
        this.shelf = shelf;
        this.viewer = viewer;
    }

    @GET
    @RolesAllowed(Roles.USER)
    public Page<Dub> mine(@BeanParam PageQuery page) {
        return shelf.mine(viewer.id(), page.cursor(), page.limit());
    }
}
