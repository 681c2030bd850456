package io.overdub.connections.graph;

import io.overdub.accounts.Roles;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/admin/connections/surveys")
@RolesAllowed(Roles.ADMIN)
class SurveyResource {

    private final Surveys surveys;

    SurveyResource(Surveys surveys) {
        this.surveys = surveys;
    }

    /** @param mends whether the other engine is made to say what the believed one says */
    record SurveyOrder(boolean mends) {}

    @POST
    @Repeatable("another comparison finds what the first one left")
    @ResponseStatus(202)
    @APIResponse(
            responseCode = "202",
            description = "It is done in the background, and goes on after a restart",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Survey.class)))
    @Operation(
            summary = "Compare the two engines that keep who follows whom, and mend the other one",
            description = "409 no_other_engine without connections.graph.shadow.")
    public Survey ask(@NotNull SurveyOrder order) {
        return surveys.ask(order.mends());
    }

    @GET
    @Operation(summary = "The last ten comparisons, the newest first, and how far they got")
    public Page<Survey> latest() {
        return new Page<>(surveys.latest(), null);
    }
}
