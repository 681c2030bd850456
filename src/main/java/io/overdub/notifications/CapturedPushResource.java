package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Roles;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import io.overdub.notifications.push.Captured;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

@Path("/v1/admin/push/captured")
@RolesAllowed(Roles.ADMIN)
class CapturedPushResource {

    private final PushOffice office;

    CapturedPushResource(PushOffice office) {
        this.office = office;
    }

    @GET
    @Operation(summary = "Pushes that were kept instead of sent, the newest first; none where pushes are sent")
    public Page<Captured> newest(
            @QueryParam("account_id") @Parameter(description = "Only to devices of this account") @Nullable AccountId account,
            @BeanParam PageQuery page) {
        return office.captured(account, page.cursor(), page.limit());
    }
}
