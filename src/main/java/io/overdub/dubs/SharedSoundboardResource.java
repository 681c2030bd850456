package io.overdub.dubs;

import io.overdub.accounts.Viewer;
import io.overdub.edge.Cached;
import io.overdub.quotes.Soundboard;
import io.overdub.quotes.SoundboardId;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Shares its path with the resource through which owners change it. */
@Path("/v1/soundboards/{id}")
class SharedSoundboardResource {

    private final SharedSoundboards soundboards;
    private final Viewer viewer;

    SharedSoundboardResource(SharedSoundboards soundboards, Viewer viewer) {
        this.soundboards = soundboards;
        this.viewer = viewer;
    }

    @GET
    @PermitAll
    @Cached(seconds = 2)
    public Soundboard show(@PathParam("id") SoundboardId id) {
        return soundboards.show(id, viewer.orNull());
    }
}
