package io.overdub.uploads;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.uploads.work.Workshop;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

@Path("/v1/me/limits")
@RolesAllowed(Roles.USER)
class OwnLimitsResource {

    private final Limits limits;
    private final UploadBook book;
    private final Workshop workshop;
    private final Viewer viewer;
    private final Clock clock;

    OwnLimitsResource(Limits limits, UploadBook book, Workshop workshop, Viewer viewer, Clock clock) {
        this.limits = limits;
        this.book = book;
        this.workshop = workshop;
        this.viewer = viewer;
        this.clock = clock;
    }

    @GET
    public OwnLimits show() {
        var usage = book.usage(viewer.id());
        var resetsAt = Day.of(clock).end();
        return new OwnLimits(
                limits.kinds(),
                new Quota(limits.openUploads(), usage.open()),
                new DailyQuota(limits.dailyUploads(), usage.today(), resetsAt),
                new DailyQuota(limits.dailyBytes(), usage.bytesToday(), resetsAt),
                workshop.tool());
    }

    /** @param mediaWork what makes renditions of uploads */
    record OwnLimits(
            Map<UploadKind, Limits.OfKind> uploads,
            Quota openUploads,
            DailyQuota dailyUploads,
            DailyQuota dailyBytes,
            Workshop.Tool mediaWork) {}

    record Quota(int limit, int used) {}

    record DailyQuota(long limit, long used, Instant resetsAt) {}
}
