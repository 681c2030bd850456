package io.overdub.search;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Idempotent;
import io.overdub.search.index.Hit;
import io.overdub.search.index.Trace;
import io.overdub.search.index.Use;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/v1/search/events")
@RolesAllowed(Roles.USER)
class UseResource {

    private final UseDesk desk;
    private final Viewer viewer;
    private final Clock clock;

    UseResource(UseDesk desk, Viewer viewer, Clock clock) {
        this.desk = desk;
        this.viewer = viewer;
        this.clock = clock;
    }

    @POST
    @Idempotent
    @ResponseStatus(202)
    @APIResponse(
            responseCode = "202",
            description = "The engine hears of it soon",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Taken.class)))
    @Operation(
            summary = "What I did with what I searched for: opened it, made something of it, saw it",
            description = "Send the trace of the item along. Nothing is taken of who does not want to be recorded.")
    public Taken note(@Valid @NotNull Uses uses) {
        var now = clock.instant();
        var person = viewer.id();
        return new Taken(desk.note(
                person,
                uses.events.stream()
                        .map(event -> new Use(event.type, person.value(), event.hit, event.trace, now))
                        .toList()));
    }

    @Schema(name = "SearchUses")
    record Uses(@NotNull @Size(min = 1, max = 50) List<@Valid @NotNull Used> events) {}

    /** @param trace of the item; absent when it had none */
    @Schema(name = "SearchUse")
    record Used(
            @NotNull Use.Type type,
            @Valid @NotNull Hit hit,

            @Nullable @Valid Trace trace) {}

    /** @param taken all, or 0 where the engine does not want to know */
    @Schema(name = "SearchUsesTaken")
    record Taken(int taken) {}
}
