package io.overdub.analytics;

import io.overdub.edge.ClientAddress;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.Ids;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Whoever is not signed in may send events too: an app is used before anybody signs up. */
@Path("/v1/events")
class EventResource {

    private final Intake intake;
    private final ClientAddress address;

    EventResource(Intake intake, ClientAddress address) {
        this.intake = intake;
        this.address = address;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Repeatable("an event counts once by its id, for 7 days")
    @Operation(
            summary = "Take in what happened on a device",
            description =
                    "At most 500 events and 512 KiB, best gzipped. 202 when what was accepted is durable. An event"
                            + " that is rejected is not to be sent again; the others of the batch are not touched by it."
                            + " After 503, or no answer, send the same batch again, later each time: each id counts once.")
    public Receipt send(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = SentBatch.class)))
                    byte[] body,
            @Context SecurityContext who) {
        return intake.take(body, idOf(who), address.network());
    }

    private static @Nullable UUID idOf(SecurityContext who) {
        var principal = who.getUserPrincipal();
        return principal == null ? null : Ids.parse(principal.getName());
    }

    /** @param sentAt by the clock of the device, which is corrected by it */
    @Schema(name = "EventBatch")
    record SentBatch(
            @Schema(required = true) Instant sentAt,

            @Schema(required = true, maxItems = 500) List<SentEvent> events) {}

    /**
     * @param id a UUID that the device makes; the same whenever the event is sent
     * @param name one that is registered
     * @param occurredAt by the clock of the device
     * @param context installation_id, session_id, country, language, platform, app_version and, of who wants no more, consent: necessary
     * @param properties what the schema of the name says; {@code context} is that of the item of a feed, as it came
     */
    @Schema(name = "Event")
    record SentEvent(
            @Schema(required = true) UUID id,

            @Schema(required = true, examples = "play_started")
            String name,

            @Schema(required = true) Instant occurredAt,

            @Schema(type = SchemaType.OBJECT) @Nullable Map<String, String> context,

            @Schema(type = SchemaType.OBJECT) @Nullable Map<String, String> properties) {}
}
