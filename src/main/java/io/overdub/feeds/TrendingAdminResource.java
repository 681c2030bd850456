package io.overdub.feeds;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What moderators decide about trending. */
@Path("/v1/admin/trending")
@RolesAllowed(Roles.MODERATOR)
class TrendingAdminResource {

    private static final String KIND = "dubs|quotes|accounts";

    private final Rulings rulings;
    private final Viewer viewer;

    TrendingAdminResource(Rulings rulings, Viewer viewer) {
        this.rulings = rulings;
        this.viewer = viewer;
    }

    @GET
    @Operation(summary = "The rulings that hold, the newest first")
    public Page<Ruling> newest(@BeanParam PageQuery page) {
        return rulings.newest(page.cursor(), page.limit());
    }

    @PUT
    @Path("/{kind}/{id}")
    @Operation(
            summary = "Pin, freeze or ban a dub or a quote; ban an account",
            description =
                    "Instead of what was ruled on it before. Holds everywhere within 3 s; votes of a banned account count no more"
                            + " within a minute. 422 unfit_verdict for an account that is not to be banned, 404 subject_not_found for what is not there.")
    public Ruling rule(
            @PathParam("kind") @Pattern(regexp = KIND) String kind,
            @PathParam("id") UUID id,
            @Valid @NotNull Decision decision) {
        return rulings.rule(
                Subject.fromStored(kind),
                id,
                decision.verdict,
                decision.note == null ? "" : decision.note,
                viewer.id());
    }

    @DELETE
    @Path("/{kind}/{id}")
    @Operation(summary = "Take a ruling back")
    public void lift(@PathParam("kind") @Pattern(regexp = KIND) String kind, @PathParam("id") UUID id) {
        rulings.lift(Subject.fromStored(kind), id);
    }

    /** @param note why, for other moderators */
    @Schema(name = "TrendingDecision")
    record Decision(
            @NotNull Verdict verdict,

            @Nullable @Size(max = Ruling.LONGEST_NOTE) String note) {}
}
