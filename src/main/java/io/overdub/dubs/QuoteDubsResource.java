package io.overdub.dubs;

import io.overdub.accounts.Viewer;
import io.overdub.edge.Cached;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import io.overdub.quotes.QuoteId;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What people made of a quote, as far as the viewer may see it. */
@Path("/v1/quotes/{id}/dubs")
class QuoteDubsResource {

    private final DubShelf shelf;
    private final Viewer viewer;

    QuoteDubsResource(DubShelf shelf, Viewer viewer) {
        this.shelf = shelf;
        this.viewer = viewer;
    }

    @GET
    @PermitAll
    @Cached(seconds = 2)
    public Page<Dub> of(
            @PathParam("id") QuoteId quote, @QueryParam("order") @Nullable DubOrder order, @BeanParam PageQuery page) {
        var wanted = order == null ? DubOrder.RECENT : order;
        return shelf.of(quote, wanted, viewer.orNull(), page.cursor(), page.limit());
    }
}
