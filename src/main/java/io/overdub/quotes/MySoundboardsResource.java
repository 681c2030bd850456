package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** All boards of the viewer, the private ones too. */
@Path("/v1/me/soundboards")
class MySoundboardsResource {

    private final SoundboardShelf shelf;
    private final Viewer viewer;

    MySoundboardsResource(SoundboardShelf shelf, Viewer viewer) {
        this.shelf = shelf;
        this.viewer = viewer;
    }

    @GET
    @RolesAllowed(Roles.USER)
    public Page<Soundboard> mine(@BeanParam PageQuery page) {
        var owner = viewer.id();
        return shelf.of(owner, owner, page.cursor(), page.limit());
    }
}
