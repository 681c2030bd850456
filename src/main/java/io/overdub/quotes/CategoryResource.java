package io.overdub.quotes;

import io.overdub.edge.Cached;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Path("/v1/quotes/categories")
class CategoryResource {

    private final Categories categories;

    CategoryResource(Categories categories) {
        this.categories = categories;
    }

    @GET
    @PermitAll
    @Cached(audience = Cached.Audience.EVERYONE, seconds = 5)
    public Shelves all() {
        return new Shelves(categories.all());
    }

    /** All of them: editors put up tens, not thousands. */
    @Schema(name = "QuoteCategories")
    record Shelves(List<Category> items) {}
}
