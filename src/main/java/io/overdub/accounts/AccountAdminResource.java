package io.overdub.accounts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
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
    private final EraseClosed erasures;
    private final Viewer viewer;

    AccountAdminResource(AccountDirectory directory, EraseClosed erasures, Viewer viewer) {
        this.directory = directory;
        this.erasures = erasures;
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

    @GET
    @Path("/erasure")
    @RolesAllowed(Roles.MODERATOR)
    @Operation(summary = "How far the erasure of a closed account is, with receipts; 404 for one that is open")
    public Erasure erasure(@PathParam("id") AccountId id) {
        return erasures.show(id.value());
    }

    record Grant(@NotNull Role role) {}
}
