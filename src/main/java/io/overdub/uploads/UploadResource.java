package io.overdub.uploads;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v1/uploads")
@RolesAllowed(Roles.USER)
class UploadResource {

    private final CheckIn checkIn;
    private final OpenOnce once;
    private final UploadDesk desk;
    private final Viewer viewer;

    UploadResource(CheckIn checkIn, OpenOnce once, UploadDesk desk, Viewer viewer) {
        this.checkIn = checkIn;
        this.once = once;
        this.desk = desk;
        this.viewer = viewer;
    }

    @POST
    @Repeatable("an Idempotency-Key is honoured where the row is written, after storage has prepared what it must")
    @ResponseStatus(201)
    @APIResponse(
            responseCode = "201",
            description = "Now put the bytes, as it says",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CheckIn.Opened.class)))
    public CheckIn.Opened open(@Valid @NotNull Plan plan) {
        var owner = viewer.id();
        return checkIn.open(owner, plan.announcement(), draft -> once.open(owner, draft));
    }

    @POST
    @Path("/{id}/parts")
    @Repeatable("it signs, and changes nothing")
    public Multipart sign(UploadId id, @Valid @NotNull PartNumbers wanted) {
        return checkIn.sign(id, viewer.id(), wanted.numbers());
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

    /** Which parts to sign, for the first time or again. */
    @Schema(name = "UploadPartNumbers")
    record PartNumbers(
            @NotNull @Size(min = 1, max = CheckIn.BATCH) List<@NotNull Integer> numbers) {}

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
