package io.overdub.uploads;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Idempotent;
import io.overdub.edge.Repeatable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/uploads")
@RolesAllowed(Roles.USER)
class UploadResource {

    private final UploadDesk desk;
    private final Viewer viewer;

    UploadResource(UploadDesk desk, Viewer viewer) {
        this.desk = desk;
        this.viewer = viewer;
    }

    @POST
    @Idempotent
    @ResponseStatus(201)
    @APIResponse(responseCode = "201", description = "Now put the bytes, as it says")
    public UploadDesk.Opened open(@Valid @NotNull Plan plan) {
        return desk.open(viewer.id(), plan.announcement());
    }

    @GET
    @Path("/{id}")
    public UploadStatus show(UploadId id) {
        return desk.show(id, viewer.id());
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(204)
    public void abort(UploadId id) {
        desk.abort(id, viewer.id());
    }

    @POST
    @Path("/{id}/complete")
    @Repeatable("the first one does the work, the others get its answer")
    public UploadStatus complete(UploadId id) {
        return desk.complete(id, viewer.id());
    }

    /** @param sha256 of the bytes that will be put, lower-case hex */
    @Schema(name = "UploadPlan")
    record Plan(
            @NotNull UploadKind kind,
            @NotNull @Size(max = 100) String contentType,
            @Positive long sizeBytes,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String sha256) {

        Announcement announcement() {
            return new Announcement(kind, contentType, sizeBytes, sha256);
        }
    }
}
