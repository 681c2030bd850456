package io.overdub.accounts;

import io.overdub.edge.Idempotent;
import io.overdub.edge.Repeatable;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Getting in and out. Answers that hold tokens are never stored on the way (RFC 6749, 5.1). */
@Path("/v1/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "auth")
class AuthResource {

    private static final String CACHE = "Cache-Control";
    private static final String NEVER = "no-store";

    private final FrontDesk desk;
    private final SessionBook sessions;
    private final Viewer viewer;

    AuthResource(FrontDesk desk, SessionBook sessions, Viewer viewer) {
        this.desk = desk;
        this.sessions = sessions;
        this.viewer = viewer;
    }

    @POST
    @Path("/device")
    @PermitAll
    @Idempotent
    @ResponseStatus(201)
    @APIResponse(
            responseCode = "201",
            description = "An anonymous account and its tokens",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SignedIn.class)))
    @ResponseHeader(name = CACHE, value = NEVER)
    @Operation(summary = "Start without signing up: an anonymous account for this device")
    public SignedIn device(@Valid @Nullable Device device) {
        return device == null ? desk.admitGuest(null, null) : desk.admitGuest(device.country, device.language);
    }

    @POST
    @Path("/register")
    @PermitAll
    @Idempotent
    @ResponseStatus(201)
    @APIResponse(
            responseCode = "201",
            description = "The account and its tokens",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SignedIn.class)))
    @ResponseHeader(name = CACHE, value = NEVER)
    @Operation(summary = "Sign up; with the token of an anonymous account that account is kept and becomes yours")
    public SignedIn register(@Valid @NotNull Register wish) {
        return desk.register(wish.toRegistration(), viewer.orNull(), viewer.session());
    }

    @POST
    @Path("/login")
    @PermitAll
    @Repeatable("each login opens a session of its own; one whose answer was lost expires unused")
    @ResponseHeader(name = CACHE, value = NEVER)
    @Operation(summary = "Sign in with a username or an e-mail address")
    public SignedIn login(@Valid @NotNull Login login) {
        return desk.login(login.login, login.password);
    }

    @POST
    @Path("/reopen")
    @PermitAll
    @Repeatable("an account that is open stays so, and each login opens a session of its own")
    @ResponseHeader(name = CACHE, value = NEVER)
    @Operation(
            summary = "Come back to an account that one closed: sign in, and find all where it was",
            description =
                    "Until it is erased, at the moment that closing it answered and signing in tells (account_closed).")
    public SignedIn reopen(@Valid @NotNull Login login) {
        return desk.reopen(login.login, login.password);
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Repeatable("the token before works for 30 s more and gets the same new token")
    @ResponseHeader(name = CACHE, value = NEVER)
    @Operation(summary = "New tokens for a refresh token; using one twice later than 30 s ends the session")
    public Tokens refresh(@Valid @NotNull Refresh refresh) {
        return desk.refresh(refresh.refreshToken);
    }

    @POST
    @Path("/logout")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.USER)
    @Repeatable("a session ends once")
    @APIResponse(responseCode = "204", description = "The session is over")
    @Operation(summary = "End this session: its tokens work no more")
    public void logout() {
        sessions.close(viewer.id().value(), viewer.currentSession());
    }

    record Device(@Nullable String country, @Nullable String language) {}

    record Register(
            @NotNull String username,
            @NotNull String email,
            @NotNull String password,
            @NotNull String country,
            @NotNull String language,
            @Nullable String displayName) {

        FrontDesk.Registration toRegistration() {
            return new FrontDesk.Registration(username, email, password, country, language, displayName);
        }
    }

    record Login(@NotNull String login, @NotNull String password) {}

    record Refresh(@NotNull String refreshToken) {}
}
