package io.overdub.feeds;

import io.overdub.edge.Repeatable;
import io.overdub.feeds.timeline.StreamNews;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/webhooks/stream")
class StreamWebhookResource {

    private final StreamNews news;

    StreamWebhookResource(StreamNews news) {
        this.news = news;
    }

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "Prove to Stream that this address belongs to the application: its key")
    public String key() {
        return news.key();
    }

    @POST
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    @Repeatable("hearing the same twice does no harm")
    @APIResponse(responseCode = "204", description = "Heard")
    @Operation(summary = "Hear from Stream that feeds have changed; signed with the application's secret")
    public void hear(
            @HeaderParam("X-Signature") @Nullable String signature,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT)))
                    byte[] body) {
        news.take(body, signature);
    }
}
