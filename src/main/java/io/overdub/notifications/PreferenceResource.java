package io.overdub.notifications;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/v1/me/notification-preferences")
@RolesAllowed(Roles.USER)
class PreferenceResource {

    private final PreferenceDesk desk;
    private final Viewer viewer;

    PreferenceResource(PreferenceDesk desk, Viewer viewer) {
        this.desk = desk;
        this.viewer = viewer;
    }

    @GET
    @Operation(summary = "What I want to be told, and how")
    public Preferences show() {
        return desk.of(viewer.id());
    }

    @PUT
    @Operation(summary = "Say what I want to be told; what is absent is as for everybody")
    public Preferences set(@Valid @NotNull Preferences wanted) {
        desk.set(viewer.id(), wanted);
        return desk.of(viewer.id());
    }
}
