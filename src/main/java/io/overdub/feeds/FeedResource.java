package io.overdub.feeds;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

@Path("/v1/feeds")
class FeedResource {

    private final HomeFeed homeFeed;
    private final ForYouFeed forYouFeed;
    private final Viewer viewer;

    FeedResource(HomeFeed homeFeed, ForYouFeed forYouFeed, Viewer viewer) {
        this.homeFeed = homeFeed;
        this.forYouFeed = forYouFeed;
        this.viewer = viewer;
    }

    @GET
    @Path("/home")
    @RolesAllowed(Roles.USER)
    public Page<FeedItem> home(@BeanParam PageQuery page) {
        return homeFeed.read(viewer.id(), page.cursor(), page.limit());
    }

    @GET
    @Path("/for-you")
    @RolesAllowed(Roles.USER)
    @Operation(
            summary = "Dubs that the viewer may like, ranked",
            description =
                    "The first page fixes the order: later ones repeat and skip nothing. 410 cursor_expired when nobody has read on"
                            + " for half an hour: start again without a cursor.")
    public RankedPage forYou(
            @QueryParam("personalised")
                    @Parameter(
                            description = "false: nothing that the viewer has done decides what they see",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "true"))
                    @Pattern(regexp = "true|false") @Nullable String personalised,
            @BeanParam PageQuery page) {
        return forYouFeed.read(viewer.id(), !"false".equals(personalised), page.cursor(), page.limit());
    }
}
