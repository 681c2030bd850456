package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Cached;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** The profile feed: what one person made, as far as the viewer may see it. */
@Path("/v1/accounts/{id}/dubs")
class AuthorDubsResource {

    private final DubShelf shelf;
    private final Viewer viewer;

    AuthorDubsResource(DubShelf shelf, Viewer viewer) {
        this.shelf = shelf;
        this.viewer = viewer;
    }

    @GET
    @PermitAll
    @Cached(seconds = 2)
    public Page<Dub> by(@PathParam("id") AccountId author, @BeanParam PageQuery page) {
        return shelf.by(author, viewer.orNull(), page.cursor(), page.limit());
    }
}
