package io.overdub.uploads;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

@Path("/v1/me/limits")
@RolesAllowed(Roles.USER)
class OwnLimitsResource {

    private final Limits limits;
    private final UploadBook book;
    private final Viewer viewer;

    OwnLimitsResource(Limits limits, UploadBook book, Viewer viewer) {
        this.limits = limits;
        this.book = book;
        this.viewer = viewer;
    }

    @GET
    public OwnLimits show() {
        return new OwnLimits(limits.kinds(), new Quota(limits.openUploads(), book.countOpen(viewer.id())));
    }

    record OwnLimits(Map<UploadKind, Limits.OfKind> uploads, Quota openUploads) {}

    record Quota(int limit, int used) {}
}
