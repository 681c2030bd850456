package io.overdub.analytics;

import io.overdub.kernel.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/v1/me/stats")
@RolesAllowed("user")
class StatsResource {

    private final StatsDesk desk;

    StatsResource(StatsDesk desk) {
        this.desk = desk;
    }

    @GET
    @Operation(
            summary = "How my dubs did in the last 28 days",
            description =
                    "As it was five minutes ago at most. Countries, sources and dubs that fewer than ten people viewed"
                            + " are left out.")
    public Stats stats(@Context SecurityContext who) {
        return desk.of(Ids.parse(who.getUserPrincipal().getName()));
    }
}
