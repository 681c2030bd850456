package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

@Path("/v1/quotes/{id}/favourite")
@RolesAllowed(Roles.USER)
class FavouriteResource {

    private final Favourites favourites;
    private final Viewer viewer;

    FavouriteResource(Favourites favourites, Viewer viewer) {
        this.favourites = favourites;
        this.viewer = viewer;
    }

    @PUT
    public void add(@PathParam("id") QuoteId id) {
        favourites.add(viewer.id(), id);
    }

    @DELETE
    public void remove(@PathParam("id") QuoteId id) {
        favourites.remove(viewer.id(), id);
    }
}
