package io.overdub.search;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.search.index.ClientKey;
import io.overdub.search.index.ClientKeys;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/v1/search/key")
@RolesAllowed(Roles.USER)
class SearchKeyResource {

    private final ClientKeys keys;
    private final UseDesk uses;
    private final Viewer viewer;

    SearchKeyResource(ClientKeys keys, UseDesk uses, Viewer viewer) {
        this.keys = keys;
        this.uses = uses;
        this.viewer = viewer;
    }

    @GET
    @Operation(
            summary = "A key with which I can search for quotes and tags at Algolia directly",
            description = "Mine alone, and short lived. 404 no_search_key where another engine answers.")
    public ClientKey key() {
        return keys.keyFor(uses.knownAs(viewer.id()));
    }
}
