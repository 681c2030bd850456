package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/v1/soundboards")
class SoundboardsResource {

    private final SoundboardShelf shelf;
    private final Viewer viewer;

    SoundboardsResource(SoundboardShelf shelf, Viewer viewer) {
        this.shelf = shelf;
        this.viewer = viewer;
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.USER)
    @ResponseStatus(201)
    @APIResponse(
            responseCode = "201",
            description = "An empty soundboard",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Soundboard.class)))
    public Soundboard open(@Valid @NotNull Draft draft) {
        var visibility = draft.visibility == null ? Soundboard.Visibility.PRIVATE : draft.visibility;
        return shelf.open(viewer.id(), draft.title, visibility);
    }

    /** @param visibility private when absent */
    @Schema(name = "SoundboardDraft")
    record Draft(
            @NotBlank @Size(max = Soundboard.LONGEST_TITLE) String title, Soundboard.@Nullable Visibility visibility) {}
}
