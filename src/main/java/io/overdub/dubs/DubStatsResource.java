package io.overdub.dubs;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.analytics.Audience;
import io.overdub.analytics.CreatorStats;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How a dub does is for whoever made it: to others there is no such thing. */
@Path("/v1/dubs/{id}/stats")
class DubStatsResource {

    private final DubShelf shelf;
    private final CreatorStats stats;
    private final Viewer viewer;

    DubStatsResource(DubShelf shelf, CreatorStats stats, Viewer viewer) {
        this.shelf = shelf;
        this.stats = stats;
        this.viewer = viewer;
    }

    @GET
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
