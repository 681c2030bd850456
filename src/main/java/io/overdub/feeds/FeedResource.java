package io.overdub.feeds;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/v1/feeds")
class FeedResource {

    private final HomeFeed homeFeed;
    private final Viewer viewer;

    FeedResource(HomeFeed homeFeed, Viewer viewer) {
        this.homeFeed = homeFeed;
        this.viewer = viewer;
    }

    @GET
    @Path("/home")
    @RolesAllowed(Roles.USER)
    public Page<FeedItem> home(@BeanParam PageQuery page) {
        return homeFeed.read(viewer.id(), page.cursor(), page.limit());
    }
}
