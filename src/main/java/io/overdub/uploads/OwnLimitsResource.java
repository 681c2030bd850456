package io.overdub.uploads;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
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
    private final Viewer viewer;
    private final Clock clock;

    OwnLimitsResource(Limits limits, UploadBook book, Viewer viewer, Clock clock) {
        this.limits = limits;
        this.book = book;
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
                new DailyQuota(limits.dailyBytes(), usage.bytesToday(), resetsAt));
    }

    record OwnLimits(
            Map<UploadKind, Limits.OfKind> uploads,
            Quota openUploads,
            DailyQuota dailyUploads,
            DailyQuota dailyBytes) {}

    record Quota(int limit, int used) {}

    record DailyQuota(long limit, long used, Instant resetsAt) {}
}
