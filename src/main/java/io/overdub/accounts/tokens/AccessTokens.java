package io.overdub.accounts.tokens;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;
import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

import io.overdub.kernel.Ids;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs and verifies access tokens. Safe for many threads; memory only. */
@Singleton
@Startup
public class AccessTokens {

    /** Ours have about 400 characters; nothing longer is worth parsing. */
    private static final int LONGEST = 2048;

    private static final String SESSION = "sid";

    /** The one algorithm, whatever the header says: the text of a token must not choose how it is verified. */
    private static final AlgorithmConstraints ES256 =
            new AlgorithmConstraints(PERMIT, ECDSA_USING_P256_CURVE_AND_SHA256);

    private final KeySet keys;
    private final String issuer;
    private final Duration life;
    private final Clock clock;

    AccessTokens(TokensConfig config, IssuerConfig issuer, Clock clock) {
        this.keys = new KeySet(config.keys());
        this.issuer = issuer.publicUrl().toString();
        this.life = config.life();
        this.clock = clock;
    }

    /** How long a token lives. */
    public Duration life() {
        return life;
    }

    /** Signs a token; {@code groups} tells clients what to show, and is never read back here. */
    public String issue(UUID account, UUID session, Collection<String> groups) {
        var now = clock.instant();
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(account.toString());
        claims.setStringClaim(SESSION, session.toString());
        claims.setStringListClaim("groups", List.copyOf(groups));
        claims.setIssuedAt(date(now));
        claims.setExpirationTime(date(now.plus(life)));
        return sign(claims);
    }

    /**
     * Reads a token that somebody sent.
     *
     * @throws TokenRejected {@code token_expired} when it was ours once, {@code invalid_token} for everything else
     */
    public AccessClaims verify(String token) {
        var claims = claims(token);
        if (claims == null) {
            throw TokenRejected.invalid();
        }
        if (!clock.instant().isBefore(claims.expiresAt())) {
            throw TokenRejected.expired();
        }
        return claims;
    }

    /** The public keys as a JWK Set. */
    String publicKeys() {
        return keys.publicJson();
    }

    private String sign(JwtClaims claims) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(keys.signer().getKeyId());
        signature.setHeader("typ", "JWT");
        signature.setKey(keys.signer().getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The signing key was checked at start", e);
        }
    }

    private @Nullable AccessClaims claims(String token) {
        if (token.length() > LONGEST) {
            return null;
        }
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ES256);
            signature.setCompactSerialization(token);
            var key = keys.verifier(signature.getKeyIdHeaderValue());
            if (key == null) {
                return null;
            }
            signature.setKey(key);
            return signature.verifySignature() ? read(JwtClaims.parse(signature.getPayload())) : null;
        } catch (JoseException | InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable AccessClaims read(JwtClaims claims) throws MalformedClaimException {
        var subject = claims.getSubject();
        var session = claims.getStringClaimValue(SESSION);
        var expiry = claims.getExpirationTime();
        if (subject == null || session == null || expiry == null || !issuer.equals(claims.getIssuer())) {
            return null;
        }
        return new AccessClaims(Ids.parse(subject), Ids.parse(session), Instant.ofEpochSecond(expiry.getValue()));
    }

    private static NumericDate date(Instant instant) {
        return NumericDate.fromSeconds(instant.getEpochSecond());
    }
}
