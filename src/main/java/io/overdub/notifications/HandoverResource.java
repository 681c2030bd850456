package io.overdub.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.overdub.accounts.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Campaigns that Pushwoosh sends instead of us. */
@Path("/v1/admin/campaigns/{id}/handover")
@RolesAllowed(Roles.EDITOR)
class HandoverResource {

    private final HandoverDesk desk;
    private final Campaigns campaigns;

    HandoverResource(HandoverDesk desk, Campaigns campaigns) {
        this.desk = desk;
        this.campaigns = campaigns;
    }

    @GET
    @Operation(summary = "Whether the service has it")
    public Handover show(@PathParam("id") UUID id) {
        return campaigns.handover(id);
    }

    @PUT
    @Operation(
            summary = "Have Pushwoosh send a campaign, to whom it finds by its tags; once",
            description =
                    "In place of a schedule, and under the same rules. Inboxes, preferences and results are not ours then.")
    public Handover hand(@PathParam("id") UUID id, @Valid @NotNull Moment moment) {
        return desk.hand(id, moment.at, Boolean.TRUE.equals(moment.overlapAllowed));
    }

    @PUT
    @Path("/verdict")
    @Operation(
            summary = "Say what became of one that is unknown, after looking there",
            description = "Again may let people get it twice, if it did arrive.")
    public Handover judge(@PathParam("id") UUID id, @Valid @NotNull Verdict verdict) {
        return campaigns.judge(id, verdict.outcome == Outcome.ACCEPTED);
    }

    /** What somebody found. */
    @Schema(name = "CampaignHandoverOutcome")
    enum Outcome {
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("again")
        AGAIN
    }

    /** @param at absent: now */
    @Schema(name = "CampaignHandoverMoment")
    record Moment(@Nullable Instant at, @Nullable Boolean overlapAllowed) {}

    @Schema(name = "CampaignHandoverVerdict")
    record Verdict(@NotNull Outcome outcome) {}
}
