package io.overdub.search;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.Page;
import io.overdub.search.index.Rules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Analysts see by what rules searches are answered; admins change them. */
@Path("/v1/admin/search/rules")
@RolesAllowed(Roles.ANALYST)
class RulesAdminResource {

    private final RulesLedger ledger;
    private final RulesInForce rules;
    private final Viewer viewer;

    RulesAdminResource(RulesLedger ledger, RulesInForce rules, Viewer viewer) {
        this.ledger = ledger;
        this.rules = rules;
        this.viewer = viewer;
    }

    @GET
    @Operation(summary = "The rules that hold")
    public RulesVersion live() {
        return ledger.live();
    }

    @GET
    @Path("/versions")
    @Operation(summary = "All versions of the rules, the newest first")
    public Page<RulesVersion> versions(@BeanParam PageQuery page) {
        return ledger.all(page.cursor(), page.limit());
    }

    @PUT
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Save rules, which hold at once: on every process within 5 s, without making the index anew",
            description =
                    "What is left out is as the program came with it. Rules that hold already are not saved again."
                            + " 422 rules_refused says all that is wrong, and where.")
    public RulesVersion save(@Valid @NotNull Draft draft) {
        return rules.save(draft.rules, viewer.id().value(), draft.note == null ? "" : draft.note);
    }

    @POST
    @Path("/restore")
    @RolesAllowed(Roles.ADMIN)
    @Repeatable("a version that holds already goes on holding")
    @Operation(summary = "Let another version hold again")
    public RulesVersion restore(@Valid @NotNull Restoration restoration) {
        return rules.restore(restoration.version, viewer.id().value());
    }

    /** @param note why, for whoever reads the versions later */
    @Schema(name = "SearchRulesDraft")
    record Draft(
            @Valid @NotNull Rules rules,

            @Nullable @Size(max = RulesVersion.LONGEST_NOTE) String note) {}

    @Schema(name = "SearchRulesRestoration")
    record Restoration(@Min(1) @Max(Integer.MAX_VALUE) int version) {}
}
