package io.overdub.quotes;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

@Path("/v1/quotes/changes")
class ChangesResource {

    private final ChangeFeed feed;

    ChangesResource(ChangeFeed feed) {
        this.feed = feed;
    }

    @GET
    @PermitAll
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=10")
    @Operation(
            summary = "What changed in the catalogue",
            description =
                    "For clients that keep a copy. Begin with the snapshot (GET /v1/quotes/snapshot) and go on from its"
                            + " sync_token, always with the same market and language; without since the whole catalogue is told from"
                            + " the beginning. A quote that the market or language no longer has comes as a delete. 410"
                            + " sync_token_expired, after 90 days at the earliest: start again from the snapshot. How often a quote is"
                            + " used, and its address, are as of the answer; their changes alone are not told.")
    public CatalogueChanges since(
            @QueryParam("since") @Size(min = 1, max = 100) @Nullable String since,
            @QueryParam("market") @Country @Nullable String market,
            @QueryParam("language") @Pattern(regexp = QuoteResource.LANGUAGE) @Nullable String language,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit) {
        return feed.since(since, Market.of(market), Language.ofNullable(language), limit);
    }
}
