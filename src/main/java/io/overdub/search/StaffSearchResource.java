package io.overdub.search;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import io.overdub.search.StaffQuery.By;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Moderators look for people and what they made; admins see what was looked for. */
@Path("/v1/admin/search")
@RolesAllowed(Roles.MODERATOR)
class StaffSearchResource {

    private final StaffDesk desk;
    private final Viewer viewer;

    StaffSearchResource(StaffDesk desk, Viewer viewer) {
        this.desk = desk;
        this.viewer = viewer;
    }

    @GET
    @Operation(
            summary =
                    "People, quotes, dubs, uploads and comments, in whatever state, deleted ones too; at most 50, and as many comments",
            description =
                    "Each search is put on record before it is answered: who, when, what. No answer holds an e-mail address.")
    public Found find(
            @QueryParam("by")
                    @Parameter(
                            description =
                                    "id: of anything; email: whole, in any case; device: the user agent of a session, whole; network: of a"
                                            + " session, such as 203.0.113.0/24; text: what the index of search has, private dubs not among it, and comments with all the words")
                    @NotNull @Pattern(regexp = By.PATTERN) String by,
            @QueryParam("q") @NotNull @Size(min = 1, max = AuditRepository.LONGEST) String query) {
        return new Found(desk.find(viewer.id(), By.fromStored(by), query));
    }

    @GET
    @Path("/log")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "What staff looked for, the newest first")
    public Page<StaffQuery> log(@BeanParam PageQuery page) {
        return desk.log(page.cursor(), page.limit());
    }

    @Schema(name = "StaffFound")
    record Found(List<StaffItem> items) {}
}
