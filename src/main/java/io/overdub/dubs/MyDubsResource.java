package io.overdub.dubs;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.analytics.Audience;
import io.overdub.analytics.CreatorStats;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** "My Dubs": all that the viewer made, the private ones too. */
@Path("/v1/me/dubs")
class MyDubsResource {

    private final DubShelf shelf;
    private final CreatorStats stats;
    private final Viewer viewer;

    MyDubsResource(DubShelf shelf, CreatorStats stats, Viewer viewer) {
        this.shelf = shelf;
        this.stats = stats;
        this.viewer = viewer;
    }

    @GET
    @RolesAllowed(Roles.USER)
    public Page<Dub> mine(@BeanParam PageQuery page) {
        return shelf.mine(viewer.id(), page.cursor(), page.limit());
    }

    @GET
    @Path("/{id}/stats")
    @RolesAllowed(Roles.USER)
    @Operation(
            summary = "How a dub of mine did in the last 28 days",
            description =
                    "As it was five minutes ago at most. Countries and sources that fewer than ten people viewed it"
                            + " from are left out, and so is the retention while fewer than ten let it play.")
    public Audience stats(@PathParam("id") DubId id) {
        var author = viewer.id();
        return stats.of(author.value(), shelf.own(author, id).id().value());
    }
}
