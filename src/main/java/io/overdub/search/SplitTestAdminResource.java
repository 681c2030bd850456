package io.overdub.search;

import io.overdub.accounts.Roles;
import io.overdub.edge.Repeatable;
import io.overdub.search.index.SplitTest;
import io.overdub.search.index.SplitTests;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Path("/v1/admin/search/split-tests")
@RolesAllowed(Roles.ADMIN)
class SplitTestAdminResource {

    private final SplitTests tests;

    SplitTestAdminResource(SplitTests tests) {
        this.tests = tests;
    }

    @GET
    @Operation(
            summary = "Tests of two ways to answer, the latest 100",
            description = "404 no_split_tests where the search engine makes none: only Algolia does.")
    public All all() {
        return new All(tests.all());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a test has come")
    public SplitTest find(@PathParam("id") long id) {
        return tests.find(id);
    }

    @POST
    @Repeatable("of one name, one runs")
    @Operation(
            summary = "Answer a share of the questions with other parameters, until a time",
            description =
                    "Clicks and conversions of both sides are compared: see POST /v1/search/events. 422 split_test_refused says"
                            + " what the engine has against it.")
    public SplitTest create(@Valid @NotNull SplitTest.Plan plan) {
        return tests.create(plan);
    }

    @POST
    @Path("/{id}/stop")
    @Repeatable("what was stopped stays so")
    @Operation(summary = "End a test, for good")
    public SplitTest stop(@PathParam("id") long id) {
        return tests.stop(id);
    }

    @Schema(name = "SearchSplitTests")
    record All(List<SplitTest> items) {}
}
