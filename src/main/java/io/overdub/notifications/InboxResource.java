package io.overdub.notifications;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.edge.Repeatable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the viewer was told. */
@Path("/v1/me/inbox")
@RolesAllowed(Roles.USER)
class InboxResource {

    private static final int LONGEST = 64;

    private final Inbox inbox;
    private final Viewer viewer;

    InboxResource(Inbox inbox, Viewer viewer) {
        this.inbox = inbox;
        this.viewer = viewer;
    }

    @GET
    @Operation(
            summary = "My inbox, the latest change first",
            description = "Who did the same to the same is one row. Cursors of this list do not expire.")
    public InboxPage list(@BeanParam PageQuery page) {
        return inbox.list(viewer.id(), page.cursor(), page.limit());
    }

    @GET
    @Path("/changes")
    @Operation(
            summary = "What changed since a mark, however old",
            description =
                    "A row that changed twice comes once, as it is now. Rows of which nothing is left are named, and so are those that are"
                            + " not shown any more, because of a block, of who is gone or of a dub that is; they may come back.")
    public InboxChanges changes(
            @QueryParam("since")
                    @Parameter(description = "The `mark` of an earlier answer")
                    @NotNull @Size(max = LONGEST) String since,
            @BeanParam PageQuery page) {
        return inbox.changes(viewer.id(), since, page.limit());
    }

    @POST
    @Path("/seen")
    @Repeatable("what was seen twice was seen")
    @APIResponse(responseCode = "204", description = "Rows up to the mark are no longer unread")
    @Operation(summary = "Everything up to this mark was seen; a later mark stays where it is")
    public void seen(@Valid @NotNull Seen seen) {
        inbox.see(viewer.id(), seen.mark);
    }

    @Schema(name = "InboxSeen")
    record Seen(@NotNull @Size(max = LONGEST) String mark) {}
}
