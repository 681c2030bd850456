package io.overdub.dubs;

import io.overdub.accounts.Viewer;
import io.overdub.edge.Cached;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import io.overdub.quotes.SavedQuote;
import io.overdub.quotes.SoundboardId;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Shares its path with the resource through which owners change it. */
@Path("/v1/soundboards/{id}/items")
class SharedSoundboardItemsResource {

    private final SharedSoundboards soundboards;
    private final Viewer viewer;

    SharedSoundboardItemsResource(SharedSoundboards soundboards, Viewer viewer) {
        this.soundboards = soundboards;
        this.viewer = viewer;
    }

    @GET
    @PermitAll
    @Cached(seconds = 2)
    public Page<SavedQuote> quotes(@PathParam("id") SoundboardId id, @BeanParam PageQuery page) {
        return soundboards.quotes(id, viewer.orNull(), page.cursor(), page.limit());
    }
}
