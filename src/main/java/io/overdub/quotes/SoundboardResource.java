package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What owners do to a board. It is shown by the room above, which knows who blocks whom. */
@Path("/v1/soundboards/{id}")
@RolesAllowed(Roles.USER)
class SoundboardResource {

    private final SoundboardShelf shelf;
    private final Viewer viewer;

    SoundboardResource(SoundboardShelf shelf, Viewer viewer) {
        this.shelf = shelf;
        this.viewer = viewer;
    }

    @PATCH
    public Soundboard change(@PathParam("id") SoundboardId id, @Valid @NotNull Change change) {
        return shelf.change(id, viewer.id(), change.title, change.visibility);
    }

    @DELETE
    public void remove(@PathParam("id") SoundboardId id) {
        shelf.remove(id, viewer.id());
    }

    /** What is absent stays as it is. */
    @Schema(name = "SoundboardChange")
    record Change(
            @Nullable @Size(max = Soundboard.LONGEST_TITLE) @Visible @Schema(pattern = "\\S")
            String title,

            Soundboard.@Nullable Visibility visibility) {}
}
