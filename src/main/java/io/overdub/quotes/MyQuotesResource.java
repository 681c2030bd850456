package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** All that the viewer brought, whatever became of it. */
@Path("/v1/me/quotes")
class MyQuotesResource {

    private final QuoteCatalog catalog;
    private final Viewer viewer;

    MyQuotesResource(QuoteCatalog catalog, Viewer viewer) {
        this.catalog = catalog;
        this.viewer = viewer;
    }

    @GET
    @RolesAllowed(Roles.USER)
    public Page<Quote> mine(@BeanParam PageQuery page) {
        return catalog.by(viewer.id(), page.cursor(), page.limit());
    }
}
