package io.overdub.notifications;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How fast pushes to many go. */
@Path("/v1/admin/push/dial")
@RolesAllowed(Roles.ADMIN)
class PushDialResource {

    private final Broadcasts broadcasts;
    private final Viewer viewer;

    PushDialResource(Broadcasts broadcasts, Viewer viewer) {
        this.broadcasts = broadcasts;
        this.viewer = viewer;
    }

    @GET
    @Operation(summary = "How many pushes of broadcasts go out in a second")
    public Dial show() {
        return broadcasts.dial();
    }

    @PUT
    @Operation(
            summary = "Let more or fewer go out",
            description = "In force within 2 s, for what is under way too, on all processes together. 0: none."
                    + " Pushes to single people are not slowed down.")
    public Dial turn(@Valid @NotNull Wanted wanted) {
        return broadcasts.turn(wanted.pushesPerSecond, viewer.id());
    }

    @Schema(name = "PushDialWanted")
    record Wanted(@NotNull @Min(0) @Max(1_000_000) Integer pushesPerSecond) {}
}
