package io.overdub.quotes;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What editors decide about quotes: whether, and from when until when. */
@Path("/v1/admin/quotes")
@RolesAllowed(Roles.EDITOR)
class QuoteAdminResource {

    private final QuoteCatalog catalog;
    private final EditorsDesk desk;
    private final CreditHistory credits;
    private final Viewer viewer;

    QuoteAdminResource(QuoteCatalog catalog, EditorsDesk desk, CreditHistory credits, Viewer viewer) {
        this.catalog = catalog;
        this.desk = desk;
        this.credits = credits;
        this.viewer = viewer;
    }

    @GET
    @Path("/pending")
    public Page<Quote> pending(@BeanParam PageQuery page) {
        return catalog.pending(page.cursor(), page.limit());
    }

    @PUT
    @Path("/{id}/review")
    public Quote review(@PathParam("id") QuoteId id, @Valid @NotNull Decision decision) {
        return desk.review(id, viewer.id(), decision.decision.review(), decision.reason);
    }

    @PUT
    @Path("/{id}/schedule")
    public Quote schedule(@PathParam("id") QuoteId id, @Valid @NotNull Schedule schedule) {
        return desk.schedule(id, schedule.publishAt, schedule.unpublishAt);
    }

    @GET
    @Path("/{id}/credits")
    public Page<CreditChange> credits(@PathParam("id") QuoteId id, @BeanParam PageQuery page) {
        return credits.of(id, page.cursor(), page.limit());
    }

    /** @param reason for its maker; a rejection needs one */
    @Schema(name = "QuoteDecision")
    record Decision(
            @NotNull Verdict decision,

            @Nullable @Size(min = 1, max = QuoteRow.LONGEST_REASON) String reason) {}

    enum Verdict {
        APPROVE,
        REJECT;

        Review review() {
            return this == APPROVE ? Review.APPROVED : Review.REJECTED;
        }
    }

    /**
     * Takes the place of what was planned before.
     *
     * @param publishAt absent or past: at once
     * @param unpublishAt absent: never
     */
    @Schema(name = "QuoteSchedule")
    record Schedule(@Nullable Instant publishAt, @Nullable Instant unpublishAt) {}
}
