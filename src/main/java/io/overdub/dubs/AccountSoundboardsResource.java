package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Cached;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import io.overdub.quotes.Soundboard;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** The soundboards on somebody's profile: the public ones, to themselves also the others. */
@Path("/v1/accounts/{id}/soundboards")
class AccountSoundboardsResource {

    private final SharedSoundboards soundboards;
    private final Viewer viewer;

    AccountSoundboardsResource(SharedSoundboards soundboards, Viewer viewer) {
        this.soundboards = soundboards;
        this.viewer = viewer;
    }

    @GET
    @PermitAll
    @Cached(seconds = 2)
    public Page<Soundboard> of(@PathParam("id") AccountId owner, @BeanParam PageQuery page) {
        return soundboards.of(owner, viewer.orNull(), page.cursor(), page.limit());
    }
}
