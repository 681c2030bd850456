package io.overdub.search;

import io.overdub.accounts.Roles;
import io.overdub.search.index.Shadow;
import io.overdub.search.index.ShadowReport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/v1/admin/search/shadow")
@RolesAllowed(Roles.ADMIN)
class ShadowAdminResource {

    private final Shadow shadow;

    ShadowAdminResource(Shadow shadow) {
        this.shadow = shadow;
    }

    @GET
    @Operation(
            summary = "How like the search engine and its shadow answer",
            description =
                    "Of the questions that the answering process has compared since it began; all processes together are in"
                            + " overdub_search_shadow_overlap. 404 no_shadow without search.index.shadow.")
    public ShadowReport report() {
        return shadow.report();
    }
}
