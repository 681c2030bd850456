package io.overdub.quotes;

import io.overdub.accounts.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Path("/v1/admin/quote-categories/{key}")
@RolesAllowed(Roles.EDITOR)
class CategoryAdminResource {

    private final Categories categories;

    CategoryAdminResource(Categories categories) {
        this.categories = categories;
    }

    @PUT
    public void put(
            @PathParam("key") @Size(max = Category.LONGEST_KEY) @Pattern(regexp = Category.KEY) String key,
            @Valid @NotNull Shelf shelf) {
        categories.put(new Category(key, shelf.name, shelf.position));
    }

    @DELETE
    public void remove(@PathParam("key") @Size(max = Category.LONGEST_KEY) @Pattern(regexp = Category.KEY) String key) {
        categories.remove(key);
    }

    /** @param position shelves are shown in ascending order of it */
    @Schema(name = "QuoteCategory")
    record Shelf(
            @NotBlank @Size(max = Category.LONGEST_NAME) String name,
            @Min(0) @Max(1_000_000) int position) {}
}
