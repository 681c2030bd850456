package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A phone asks once for the ids and then knows of every quote whether it is a favourite; quotes themselves are the same for all. */
@Path("/v1/me/favourites")
@RolesAllowed(Roles.USER)
class MyFavouritesResource {

    private final Favourites favourites;
    private final Viewer viewer;

    MyFavouritesResource(Favourites favourites, Viewer viewer) {
        this.favourites = favourites;
        this.viewer = viewer;
    }

    @GET
    public Page<SavedQuote> list(@BeanParam PageQuery page) {
        return favourites.of(viewer.id(), page.cursor(), page.limit());
    }

    @GET
    @Path("/ids")
    @Operation(summary = "The ids of all favourites, the newest first", description = "At most 1,000, in one answer.")
    public FavouriteIds ids() {
        return new FavouriteIds(favourites.ids(viewer.id()));
    }

    @Schema(name = "FavouriteIds")
    record FavouriteIds(List<QuoteId> items) {}
}
