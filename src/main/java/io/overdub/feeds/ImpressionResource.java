package io.overdub.feeds;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.ItemContexts;
import io.overdub.edge.Repeatable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Path("/v1/feeds/impressions")
class ImpressionResource {

    private final Impressions impressions;
    private final Viewer viewer;

    ImpressionResource(Impressions impressions, Viewer viewer) {
        this.impressions = impressions;
        this.viewer = viewer;
    }

    @POST
    @RolesAllowed(Roles.USER)
    @Repeatable("what was seen twice was seen")
    @Operation(
            summary = "Say what the viewer has really seen of their feeds",
            description =
                    "For 14 days the for-you feed leaves it out. A context that was not given to this viewer, or more than 8"
                            + " days ago, is refused; the others count.")
    public Taken seen(@Valid @NotNull Seen seen) {
        return impressions.take(viewer.id(), seen.contexts);
    }

    /** @param contexts as the items of feeds had them */
    @Schema(name = "Impressions")
    record Seen(@NotEmpty @Size(max = 100) List<@NotNull @Size(max = ItemContexts.LONGEST) String> contexts) {}

    /** How many of the contexts counted, and how many did not. */
    @Schema(name = "ImpressionsTaken")
    record Taken(int counted, int refused) {}
}
