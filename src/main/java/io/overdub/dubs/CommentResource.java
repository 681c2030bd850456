package io.overdub.dubs;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Cached;
import io.overdub.edge.PageQuery;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What people write under a dub. Who may not see the dub sees no comment either. */
@Path("/v1/dubs/{id}/comments")
@RolesAllowed(Roles.USER)
class CommentResource {

    private final CommentDesk desk;
    private final CommentShelf shelf;
    private final Viewer viewer;

    CommentResource(CommentDesk desk, CommentShelf shelf, Viewer viewer) {
        this.desk = desk;
        this.shelf = shelf;
        this.viewer = viewer;
    }

    @POST
    @Repeatable(
            "an Idempotency-Key is honoured where the row is written, after the graph of people was asked who may write")
    @ResponseStatus(201)
    @Operation(
            summary = "Write a comment, or a reply",
            description =
                    "A reply to a reply stands in the same thread. The same text by one person under one dub: three times a minute."
                            + " 409 thread_full: the thread has 2,000 replies.")
    @APIResponse(
            responseCode = "201",
            description = "Written",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Comment.class)))
    public Comment write(@PathParam("id") DubId dub, @Valid @NotNull Draft draft) {
        return desk.write(viewer.id(), dub, draft.text, draft.replyTo);
    }

    @GET
    @PermitAll
    @Operation(summary = "The first comments of threads: the pinned one, then the newest")
    @Cached(seconds = 2)
    public Page<Comment> list(@PathParam("id") DubId dub, @BeanParam PageQuery page) {
        return shelf.of(dub, viewer.orNull(), page.cursor(), page.limit());
    }

    @GET
    @Path("/{comment_id}/replies")
    @PermitAll
    @Operation(summary = "The replies of a thread, the oldest first")
    @Cached(seconds = 2)
    public Page<Comment> replies(
            @PathParam("id") DubId dub, @PathParam("comment_id") CommentId thread, @BeanParam PageQuery page) {
        return shelf.repliesTo(thread, dub, viewer.orNull(), page.cursor(), page.limit());
    }

    @DELETE
    @Path("/{comment_id}")
    @Operation(summary = "Delete what I wrote, or what stands under my dub; with its replies")
    public void delete(@PathParam("id") DubId dub, @PathParam("comment_id") CommentId comment) {
        desk.delete(viewer.id(), dub, comment);
    }

    @PUT
    @Path("/{comment_id}/like")
    public void like(@PathParam("id") DubId dub, @PathParam("comment_id") CommentId comment) {
        desk.like(viewer.id(), dub, comment);
    }

    @DELETE
    @Path("/{comment_id}/like")
    public void unlike(@PathParam("id") DubId dub, @PathParam("comment_id") CommentId comment) {
        desk.unlike(viewer.id(), comment);
    }

    @PUT
    @Path("/{comment_id}/hide")
    @Operation(summary = "From everybody but me, whose dub it is, and whoever wrote it")
    public void hide(@PathParam("id") DubId dub, @PathParam("comment_id") CommentId comment) {
        desk.hide(viewer.id(), dub, comment);
    }

    @DELETE
    @Path("/{comment_id}/hide")
    public void unhide(@PathParam("id") DubId dub, @PathParam("comment_id") CommentId comment) {
        desk.unhide(viewer.id(), dub, comment);
    }

    @PUT
    @Path("/{comment_id}/pin")
    @Operation(summary = "On top of the comments of my dub, in place of the one that was there")
    public void pin(@PathParam("id") DubId dub, @PathParam("comment_id") CommentId comment) {
        desk.pin(viewer.id(), dub, comment);
    }

    @DELETE
    @Path("/{comment_id}/pin")
    public void unpin(@PathParam("id") DubId dub, @PathParam("comment_id") CommentId comment) {
        desk.unpin(viewer.id(), dub, comment);
    }

    /**
     * @param text 1 to 500 characters without outer white space
     * @param replyTo the comment of the same dub that it answers
     */
    @Schema(name = "CommentDraft")
    record Draft(@NotNull String text, @Nullable CommentId replyTo) {}
}
