package io.overdub.feeds;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Quotes to dub and people to follow. */
@Path("/v1/me")
@RolesAllowed(Roles.USER)
class MyRecommendationsResource {

    private final Adviser adviser;
    private final FeedbackDesk feedback;
    private final Viewer viewer;

    MyRecommendationsResource(Adviser adviser, FeedbackDesk feedback, Viewer viewer) {
        this.adviser = adviser;
        this.feedback = feedback;
        this.viewer = viewer;
    }

    @GET
    @Path("/recommended-quotes")
    @Operation(
            summary = "Quotes that the viewer may want to dub",
            description =
                    "Found four times a day among those used by people who use the same ones as the viewer; then the most used ones.")
    public Page<RecommendedQuote> quotes(@BeanParam PageQuery page) {
        return adviser.quotesFor(viewer.id(), page.cursor(), page.limit());
    }

    @GET
    @Path("/recommended-people")
    @Operation(
            summary = "People whom the viewer may want to follow",
            description = "Found four times a day among those whom people follow whom the viewer follows.")
    public Page<RecommendedPerson> people(@BeanParam PageQuery page) {
        return adviser.peopleFor(viewer.id(), page.cursor(), page.limit());
    }

    @DELETE
    @Path("/personalisation")
    @Operation(
            summary = "Begin anew with what for-you knows of the viewer",
            description =
                    "What they said of it, saw, liked and dubbed so far decides nothing any more. Likes and dubs stay.")
    public void beginAnew() {
        feedback.beginAnew(viewer.id());
    }
}
