package io.overdub.ranking;

import io.overdub.edge.PageQuery;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Analysts see what ranks, and what ranked before; admins change it. */
@Path("/v1/admin/ranking")
@RolesAllowed("analyst")
class RankingAdminResource {

    private final Formulas formulas;
    private final FormulaBook book;

    RankingAdminResource(Formulas formulas, FormulaBook book) {
        this.formulas = formulas;
        this.book = book;
    }

    @GET
    @Operation(summary = "What ranks now: the live version of every name")
    public Page<FormulaVersion> live() {
        return new Page<>(book.live(), null);
    }

    @GET
    @Path("/features")
    @Operation(summary = "What a formula can read")
    public Features features() {
        return new Features(Arrays.stream(Feature.values())
                .map(feature -> new FeatureInfo(
                        feature.wireName(),
                        feature.description(),
                        feature.personal(),
                        !feature.certain(),
                        feature.least(),
                        feature.greatest()))
                .toList());
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "All versions of a formula, the newest first")
    public Page<FormulaVersion> versions(
            @PathParam("name") @Size(max = FormulaVersion.LONGEST_NAME) @Pattern(regexp = FormulaVersion.NAME) String name,
            @BeanParam PageQuery page) {
        return book.of(name, page.cursor(), page.limit());
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed("admin")
    @Operation(
            summary = "Save a new version, which ranks at once: on every process within 5 s",
            description = "What ranks already is not saved again. 422 formula_refused says what is wrong, and where.")
    public FormulaVersion save(
            @PathParam("name") @Size(max = FormulaVersion.LONGEST_NAME) @Pattern(regexp = FormulaVersion.NAME) String name,
            @Valid @NotNull Draft draft,
            @Context SecurityContext who) {
        return formulas.save(name, draft.formula, idOf(who), draft.note == null ? "" : draft.note);
    }

    @POST
    @Path("/{name}/restore")
    @RolesAllowed("admin")
    @Repeatable("a version that ranks already goes on ranking")
    @Operation(
            summary = "Let another version rank again",
            description = "422 formula_refused when this release cannot rank by it any more.")
    public FormulaVersion restore(
            @PathParam("name") @Size(max = FormulaVersion.LONGEST_NAME) @Pattern(regexp = FormulaVersion.NAME) String name,
            @Valid @NotNull Restoration restoration,
            @Context SecurityContext who) {
        return formulas.restore(name, restoration.version, idOf(who));
    }

    private static UUID idOf(SecurityContext who) {
        return Ids.parse(who.getUserPrincipal().getName());
    }

    /** @param note why, for whoever reads the versions later */
    @Schema(name = "FormulaDraft")
    record Draft(
            @Valid @NotNull Formula formula,

            @Nullable @Size(max = FormulaVersion.LONGEST_NOTE) String note) {}

    @Schema(name = "FormulaRestoration")
    record Restoration(@Min(1) @Max(Integer.MAX_VALUE) int version) {}

    @Schema(name = "RankingFeatures")
    record Features(List<FeatureInfo> items) {}

    /**
     * @param personal says something about the viewer; absent, and so its default, without personalisation
     * @param needsDefault whether a formula that reads it must give a default
     */
    @Schema(name = "RankingFeature")
    record FeatureInfo(
            String name, String description, boolean personal, boolean needsDefault, double least, double greatest) {}
}
