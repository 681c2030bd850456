package io.overdub.accounts;

import io.overdub.kernel.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** One's own account. */
@Path("/v1/me")
@RolesAllowed(Roles.USER)
@Tag(name = "accounts")
class MeResource {

    private final AccountDirectory directory;
    private final SessionBook sessions;
    private final Closings closings;
    private final Viewer viewer;

    MeResource(AccountDirectory directory, SessionBook sessions, Closings closings, Viewer viewer) {
        this.directory = directory;
        this.sessions = sessions;
        this.closings = closings;
        this.viewer = viewer;
    }

    @GET
    @Operation(summary = "My account, with what only I see of it")
    public Me show() {
        return directory.me(viewer.id());
    }

    @PATCH
    @Operation(summary = "Change what is named; what is absent stays")
    public Me change(@Valid @NotNull AccountDirectory.Change wish) {
        return directory.change(viewer.id(), wish);
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    @APIResponse(
            responseCode = "202",
            description = "It is closed: signed out everywhere, and gone for others",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Closing.class)))
    @Operation(
            summary = "Close my account; it is erased later, and I can come back until then",
            description =
                    "Whoever has signed up sends their password. Others don't see anything of it any more: at once"
                            + " where this request was answered, elsewhere within two seconds. Access tokens die within 60 s.")
    public Closing close(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Proof.class)))
                    @Valid @Nullable Proof proof) {
        return closings.close(viewer.id(), proof == null ? null : proof.password);
    }

    @GET
    @Path("/sessions")
    @Operation(summary = "Where I am signed in, used last first; at most 50")
    public Page<Session> sessions() {
        return new Page<>(sessions.list(viewer.id().value(), viewer.currentSession()), null);
    }

    @DELETE
    @Path("/sessions/{id}")
    @APIResponse(responseCode = "204", description = "The session is over; its access tokens die within 60 s")
    @Operation(summary = "Sign a device out")
    public void end(@PathParam("id") UUID id) {
        sessions.close(viewer.id().value(), id);
    }

    /** That it is the owner who asks. */
    @Schema(name = "ClosingProof")
    record Proof(@Nullable String password) {}
}
