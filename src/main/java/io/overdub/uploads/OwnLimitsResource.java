package io.overdub.uploads;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.uploads.work.Workshop;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

@Path("/v1/me/limits")
@RolesAllowed(Roles.USER)
class OwnLimitsResource {

    private final Limits limits;
    private final UploadBook book;
    private final Workshop workshop;
    private final Viewer viewer;

    OwnLimitsResource(Limits limits, UploadBook book, Workshop workshop, Viewer viewer) {
        this.limits = limits;
        this.book = book;
        this.workshop = workshop;
        this.viewer = viewer;
    }

    @GET
    public OwnLimits show() {
        return new OwnLimits(
                limits.kinds(), new Quota(limits.openUploads(), book.countOpen(viewer.id())), workshop.tool());
    }

    /** @param mediaWork what makes renditions of uploads */
    record OwnLimits(Map<UploadKind, Limits.OfKind> uploads, Quota openUploads, Workshop.Tool mediaWork) {}

    record Quota(int limit, int used) {}
}
