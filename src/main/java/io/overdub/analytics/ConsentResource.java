package io.overdub.analytics;

import io.overdub.kernel.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Path("/v1/me/analytics")
@RolesAllowed("user")
class ConsentResource {

    private final Consents consents;

    ConsentResource(Consents consents) {
        this.consents = consents;
    }

    @GET
    @Operation(summary = "Whether only what is necessary is recorded of me")
    public Choice choice(@Context SecurityContext who) {
        return new Choice(consents.choiceOf(idOf(who)));
    }

    @PUT
    @Operation(
            summary = "Opt out of analytics, or in again",
            description = "Within ten seconds, and for events that come from then on.")
    public Choice choose(@Valid @NotNull Choice choice, @Context SecurityContext who) {
        consents.choose(idOf(who), choice.optedOut);
        return choice;
    }

    private static UUID idOf(SecurityContext who) {
        return Ids.parse(who.getUserPrincipal().getName());
    }

    @Schema(name = "AnalyticsChoice")
    record Choice(boolean optedOut) {}
}
