package io.overdub.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Analysts see how events flow; admins stop them, and let them flow again. */
@Path("/v1/admin/analytics")
@RolesAllowed("analyst")
class AnalyticsAdminResource {

    private final Operations operations;
    private final Schemas schemas;

    AnalyticsAdminResource(Operations operations, Schemas schemas) {
        this.operations = operations;
        this.schemas = schemas;
    }

    @GET
    @Operation(summary = "How far each stage is behind")
    public Operations.Condition condition() {
        return operations.condition();
    }

    @GET
    @Path("/schemas")
    @Operation(summary = "The events that are registered")
    public Registered schemas() {
        return new Registered(schemas.all().stream()
                .map(schema -> new RegisteredEvent(
                        schema.name(),
                        schema.version(),
                        schema.eventClass().name().toLowerCase(java.util.Locale.ROOT),
                        schema.description()))
                .toList());
    }

    @GET
    @Path("/exports")
    @Operation(summary = "Which days lie in Parquet, the latest first, at most a year")
    public Exports exports() {
        return new Exports(operations.exports());
    }

    @PUT
    @Path("/stages/{stage}/pause")
    @RolesAllowed("admin")
    @ResponseStatus(204)
    @Operation(summary = "Stop a stage, on all processes within a second", description = "What comes waits before it.")
    public void pause(@PathParam("stage") Stage stage, @Context SecurityContext who) {
        operations.pause(stage, Ids.parse(who.getUserPrincipal().getName()));
    }

    @DELETE
    @Path("/stages/{stage}/pause")
    @RolesAllowed("admin")
    @ResponseStatus(204)
    @Operation(summary = "Let a stage go on")
    public void resume(@PathParam("stage") Stage stage) {
        operations.resume(stage);
    }

    @GET
    @Path("/schemas/{name}")
    @Operation(summary = "What the properties of an event are", description = "JSON Schema, the newest version.")
    public JsonNode schema(@PathParam("name") @Size(max = 64) String name) {
        return schemas.of(name).orElseThrow(Unregistered::new).definition();
    }

    @POST
    @Path("/redrive")
    @RolesAllowed("admin")
    @Repeatable("what is loaded already counts once")
    @ResponseStatus(202)
    @Operation(
            summary = "Try again to load what nobody could",
            description = "Messages that are dead after having been received too often wait before the loading again.")
    public Redriven redrive() {
        return new Redriven(operations.redrive());
    }

    @POST
    @Path("/replay")
    @RolesAllowed("admin")
    @Repeatable("what is in the warehouse stays there once")
    @ResponseStatus(202)
    @Operation(
            summary = "Read again what came since a moment",
            description = "As far as the stream is kept, for about a week. Doubles nothing.")
    public Replay replay(@Valid @NotNull Replay replay) {
        operations.replay(replay.since);
        return replay;
    }

    /** @param messages how many were dead, as far as the queue tells */
    @Schema(name = "AnalyticsRedrive")
    record Redriven(long messages) {}

    private static final class Unregistered extends Refusal {
        Unregistered() {
            super(Kind.NOT_FOUND, "unknown_name", "No event is registered under this name");
        }
    }

    @Schema(name = "AnalyticsReplay")
    record Replay(@NotNull Instant since) {}

    @Schema(name = "AnalyticsExports")
    record Exports(List<Export> items) {}

    @Schema(name = "RegisteredEvents")
    record Registered(List<RegisteredEvent> items) {}

    /** @param eventClass how long it is kept, and whether it is recorded of who opted out */
    @Schema(name = "RegisteredEvent")
    record RegisteredEvent(String name, int version, String eventClass, String description) {}
}
