package io.overdub.accounts;

import io.overdub.kernel.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is asking, in this request. */
@RequestScoped
public class Viewer {

    private final SecurityIdentity identity;

    Viewer(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The account that is asking; without one the request is refused with 401. */
    public AccountId id() {
        var id = orNull();
        if (id == null) {
            throw new SignInRequired();
        }
        return id;
    }

    /** The account that is asking, or null when nobody has signed in. */
    public @Nullable AccountId orNull() {
        return identity.isAnonymous()
                ? null
                : AccountId.fromString(identity.getPrincipal().getName());
    }

    /** The session of the token that was sent, or null when nobody has signed in. */
    @Nullable UUID session() {
        return identity.getAttribute(LiveSessions.SESSION);
    }

    /** The session of the token that was sent; without one the request is refused with 401. */
    public UUID currentSession() {
        var session = session();
        if (session == null) {
            throw new SignInRequired();
        }
        return session;
    }

    /** Whether somebody is asking who may do what this role may; one of {@link Roles}. */
    public boolean is(String role) {
        return identity.hasRole(role);
    }

    private static final class SignInRequired extends Refusal {
        SignInRequired() {
            super(Kind.UNAUTHENTICATED, "sign_in_required", "Send an access token as Authorization: Bearer …");
        }
    }
}
