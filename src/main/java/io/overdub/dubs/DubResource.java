package io.overdub.dubs;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Cached;
import io.overdub.edge.Idempotent;
import io.overdub.quotes.QuoteId;
import io.overdub.uploads.UploadId;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/v1/dubs")
class DubResource {

    private final DubStudio studio;
    private final DubShelf shelf;
    private final Viewer viewer;

    DubResource(DubStudio studio, DubShelf shelf, Viewer viewer) {
        this.studio = studio;
        this.shelf = shelf;
        this.viewer = viewer;
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.USER)
    @ResponseStatus(201)
    @APIResponse(
            responseCode = "201",
            description = "Published",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Dub.class)))
    public Dub publish(@Valid @NotNull Draft draft) {
        return studio.publish(
                viewer.id(),
                draft.uploadId,
                draft.quoteId,
                draft.caption == null ? "" : draft.caption,
                draft.visibility == null ? Visibility.PUBLIC : draft.visibility,
                draft.commenting == null ? Commenting.EVERYBODY : draft.commenting);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Cached(tags = {ForgetDubAnswers.ALL, ForgetDubAnswers.ONE + "{id}"})
    public Dub show(@PathParam("id") DubId id) {
        return shelf.show(viewer.orNull(), id);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.USER)
    public Dub edit(@PathParam("id") DubId id, @Valid @NotNull Edit edit) {
        return studio.edit(viewer.id(), id, edit.caption, edit.visibility, edit.commenting);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.USER)
    public void delete(@PathParam("id") DubId id) {
        studio.delete(viewer.id(), id);
    }

    @PUT
    @Path("/{id}/like")
    @RolesAllowed(Roles.USER)
    public void like(@PathParam("id") DubId id) {
        studio.like(viewer.id(), id);
    }

    @DELETE
    @Path("/{id}/like")
    @RolesAllowed(Roles.USER)
    public void unlike(@PathParam("id") DubId id) {
        studio.unlike(viewer.id(), id);
    }

    @Schema(name = "DubDraft")
    record Draft(
            @NotNull UploadId uploadId,
            @NotNull QuoteId quoteId,
            @Nullable @Size(max = DubRow.LONGEST_CAPTION) String caption,
            @Nullable Visibility visibility,
            @Nullable Commenting commenting) {}

    /** What is absent stays as it is. */
    @Schema(name = "DubEdit")
    record Edit(
            @Nullable @Size(max = DubRow.LONGEST_CAPTION) String caption,
            @Nullable Visibility visibility,
            @Nullable Commenting commenting) {}
}
