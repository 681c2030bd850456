package io.overdub.accounts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What staff may do to accounts. How an account looks to others depends on blocks, which a room above knows. */
@Path("/v1/admin/accounts/{id}")
@Tag(name = "accounts")
class AccountAdminResource {

    private final AccountDirectory directory;
    private final Viewer viewer;

    AccountAdminResource(AccountDirectory directory, Viewer viewer) {
        this.directory = directory;
        this.viewer = viewer;
    }

    @PUT
    @Path("/role")
    @RolesAllowed(Roles.ADMIN)
    @APIResponse(responseCode = "204", description = "The role holds within 60 s everywhere")
    @Operation(summary = "Make somebody staff, or a user again; nobody changes their own role")
    public void grant(@PathParam("id") AccountId id, @Valid @NotNull Grant grant) {
        directory.grant(id, grant.role, viewer.id());
    }

    record Grant(@NotNull Role role) {}
}
