package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Path("/v1/soundboards/{id}/items")
@RolesAllowed(Roles.USER)
class SoundboardItemsResource {

    private final SoundboardShelf shelf;
    private final Viewer viewer;

    SoundboardItemsResource(SoundboardShelf shelf, Viewer viewer) {
        this.shelf = shelf;
        this.viewer = viewer;
    }

    @PUT
    @Operation(
            summary = "Put the whole board in order",
            description = "What is not named leaves the board. If-Match takes the tag of the board.")
    public Soundboard arrange(@PathParam("id") SoundboardId id, @Valid @NotNull Arrangement arrangement) {
        return shelf.arrange(id, viewer.id(), arrangement.quoteIds);
    }

    @PUT
    @Path("/{quote_id}")
    @Operation(summary = "Add a quote at the end; one that is there stays where it is")
    public void add(@PathParam("id") SoundboardId id, @PathParam("quote_id") QuoteId quote) {
        shelf.add(id, viewer.id(), quote);
    }

    @DELETE
    @Path("/{quote_id}")
    public void take(@PathParam("id") SoundboardId id, @PathParam("quote_id") QuoteId quote) {
        shelf.take(id, viewer.id(), quote);
    }

    /** @param quoteIds in the order of the board, each once */
    @Schema(name = "SoundboardArrangement")
    record Arrangement(
            @NotNull @Size(max = Soundboard.MOST_QUOTES) List<@NotNull QuoteId> quoteIds) {}
}
