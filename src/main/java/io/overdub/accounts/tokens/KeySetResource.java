package io.overdub.accounts.tokens;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The public keys, for whoever wants to verify our tokens. */
@Path("/.well-known/jwks.json")
@Tag(name = "auth")
class KeySetResource {

    private final AccessTokens tokens;

    KeySetResource(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    @Operation(summary = "The keys that verify access tokens, as a JWK Set")
    public String keys() {
        return tokens.publicKeys();
    }
}
