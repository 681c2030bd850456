package io.overdub.feeds;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.edge.Repeatable;
import io.overdub.feeds.Feedback.About;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

@Path("/v1/feeds/feedback")
@RolesAllowed(Roles.USER)
class FeedbackResource {

    private final FeedbackDesk desk;
    private final FeedbackBook book;
    private final Viewer viewer;

    FeedbackResource(FeedbackDesk desk, FeedbackBook book, Viewer viewer) {
        this.desk = desk;
        this.book = book;
        this.viewer = viewer;
    }

    @POST
    @Repeatable("the last word on a subject counts")
    @APIResponse(responseCode = "204", description = "Said")
    @Operation(
            summary = "Say what for-you should show more of, less of, or not at all",
            description =
                    "From the next first page on. Of what is hidden nothing comes, with personalised=false neither; of what is"
                            + " wanted less, one dub of twenty; none takes back what was said before.")
    public void say(@Valid @NotNull Word word) {
        desk.take(viewer.id(), word.about, word.subject, word.opinion);
    }

    @GET
    @Operation(summary = "What the viewer has said of their for-you feed, the newest first")
    public Page<Feedback> said(@BeanParam PageQuery page) {
        return book.newest(viewer.id(), page.cursor(), page.limit());
    }

    /** @param subject the id of a quote or an author, or a tag */
    @Schema(name = "FeedbackWord")
    record Word(
            @NotNull About about,
            @NotNull @Size(min = 1, max = 100) String subject,
            @NotNull Opinion opinion) {}
}
