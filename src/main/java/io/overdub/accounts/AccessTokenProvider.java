package io.overdub.accounts;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Turns a token into an identity: from memory on the event loop, else on a worker. Mutiny is what the framework speaks here. */
@Singleton
class AccessTokenProvider implements IdentityProvider<AccessTokenRequest> {

    private final LiveSessions sessions;

    AccessTokenProvider(LiveSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<AccessTokenRequest> getRequestType() {
        return AccessTokenRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(AccessTokenRequest request, AuthenticationRequestContext context) {
        var remembered = sessions.remembered(request.token());
        return remembered == null
                ? context.runBlocking(() -> sessions.check(request.token()))
                : Uni.createFrom().item(remembered);
    }
}
