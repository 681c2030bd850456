package io.overdub.search;

import io.overdub.accounts.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

@Path("/v1/admin/search/queries")
@RolesAllowed(Roles.ANALYST)
class QueriesAdminResource {

    private final Ear ear;

    QueriesAdminResource(Ear ear) {
        this.ear = ear;
    }

    @GET
    @Operation(
            summary = "What people search for, the most frequent first",
            description =
                    "In lower case, with no word about who asked; without what may be an e-mail address or a telephone number."
                            + " Of those who have an account, a guest's included. Kept for 30 days.")
    public QueryCounts counts(
            @QueryParam("zero")
                    @Parameter(description = "true: only what nothing was found for, by how often")
                    @Pattern(regexp = "true|false") @Nullable String zero,
            @QueryParam("days") @DefaultValue("7") @Min(1) @Max(30) int days,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
        return ear.counts(days, "true".equals(zero), limit);
    }
}
