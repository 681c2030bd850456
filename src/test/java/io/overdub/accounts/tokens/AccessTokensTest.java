package io.overdub.accounts.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ISSUER = "https://api.overdub.test";
    private static final UUID ADA = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final UUID SESSION = UUID.fromString("01930000-0000-7000-8000-000000000002");

    private final EllipticCurveJsonWebKey key = key("first");
    private final AccessTokens tokens = tokens(NOON, key);

    @Test
    void a_token_says_who_signed_in_and_until_when() {
        var token = tokens.issue(ADA, SESSION, List.of("user"));

        var claims = tokens.verify(token);

        assertThat(claims).isEqualTo(new AccessClaims(ADA, SESSION, NOON.plus(Duration.ofMinutes(15))));
    }

    @Test
    void a_token_expires_on_the_second() {
        var token = tokens.issue(ADA, SESSION, List.of("user"));

        var justBefore = tokens(NOON.plusSeconds(899), key).verify(token);

        assertThat(justBefore.account()).isEqualTo(ADA);
        assertThatExceptionOfType(TokenRejected.class)
                .isThrownBy(() -> tokens(NOON.plusSeconds(900), key).verify(token))
                .matches(refusal -> refusal.code().equals("token_expired"));
    }

    @Test
    void the_first_private_key_signs_and_an_older_one_still_verifies() {
        var old = tokens.issue(ADA, SESSION, List.of("user"));
        var rotated = tokens(NOON, key("second"), key);

        var fresh = rotated.issue(ADA, SESSION, List.of("user"));

        assertThat(rotated.verify(old).account()).isEqualTo(ADA);
        assertThat(rotated.verify(fresh).account()).isEqualTo(ADA);
        assertThat(header(fresh)).contains("\"second\"");
        assertIsRefused(fresh);
    }

    @Test
    void published_keys_hold_nothing_private() {
        var json = tokens.publicKeys();

        assertThat(json).contains("\"first\"").contains("\"x\"").doesNotContain("\"d\"");
    }

    @Test
    void a_token_without_signature_is_refused() {
        var claims = payload(tokens.issue(ADA, SESSION, List.of("user")));

        assertIsRefused(base64("{\"alg\":\"none\"}") + "." + claims + ".");
        assertIsRefused(base64("{\"alg\":\"none\",\"kid\":\"first\"}") + "." + claims + ".");
    }

    @Test
    void a_token_signed_with_the_public_key_as_a_shared_secret_is_refused() {
        var secret = new HmacKey(key.getECPublicKey().getEncoded());

        var forged = signed(AlgorithmIdentifiers.HMAC_SHA256, "first", secret, claims(ISSUER));

        assertIsRefused(forged);
    }

    @Test
    void a_token_of_another_key_under_our_name_is_refused() throws JoseException {
        var foreign = key("first").getPrivateKey();
        var rsa = RsaJwkGenerator.generateJwk(2048).getPrivateKey();

        assertIsRefused(
                signed(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, "first", foreign, claims(ISSUER)));
        assertIsRefused(signed(AlgorithmIdentifiers.RSA_USING_SHA256, "first", rsa, claims(ISSUER)));
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        var ours = sign(claims(ISSUER));
        var theirs = sign(claims("https://elsewhere.test"));

        assertThat(tokens.verify(ours).account()).isEqualTo(ADA);
        assertIsRefused(theirs);
    }

    @Test
    void a_token_that_was_changed_is_refused() {
        var parts = tokens.issue(ADA, SESSION, List.of("user")).split("\\.", -1);
        var other = tokens.issue(SESSION, SESSION, List.of("user")).split("\\.", -1);

        assertIsRefused(parts[0] + "." + other[1] + "." + parts[2]);
        assertIsRefused(parts[0] + "." + parts[1] + "." + other[2]);
        assertIsRefused(parts[0] + "." + parts[1] + ".");
    }

    @Test
    void a_token_of_ours_without_a_claim_is_refused() {
        assertIsRefused(sign("{\"iss\":\"%s\",\"sub\":\"%s\",\"exp\":4102444800}".formatted(ISSUER, ADA)));
        assertIsRefused(sign("{\"iss\":\"%s\",\"sub\":\"%s\",\"sid\":\"%s\"}".formatted(ISSUER, ADA, SESSION)));
        assertIsRefused(
                sign("{\"iss\":\"%s\",\"sub\":\"me\",\"sid\":\"%s\",\"exp\":4102444800}".formatted(ISSUER, SESSION)));
        assertIsRefused(sign("{\"iss\":7,\"sub\":\"%s\",\"sid\":\"%s\",\"exp\":\"soon\"}".formatted(ADA, SESSION)));
        assertIsRefused(sign("[]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "....",
                "a.b.c",
                "eyJhbGciOiJFUzI1NiJ9.e30",
                "\0",
                "{}",
                "e30.e30.e30",
                "e30.e30.e30.e30.e30"
            })
    void what_is_no_token_is_refused(String text) {
        assertIsRefused(text);
    }

    @Test
    void a_very_long_text_is_not_even_read() {
        assertIsRefused("a".repeat(100_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense", "{\"keys\":[]}"})
    void keys_that_cannot_sign_stop_the_boot(String json) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new KeySet(json))
                .withMessageContaining("accounts.tokens.keys");
    }

    @Test
    void keys_of_another_kind_stop_the_boot() throws JoseException {
        var rsa = RsaJwkGenerator.generateJwk(2048);
        rsa.setKeyId("rsa");

        assertThatIllegalStateException()
                .isThrownBy(() -> new KeySet(json(rsa)))
                .withMessageContaining("P-256");
        assertThatIllegalStateException()
                .isThrownBy(() -> new KeySet(json(key("a"), key("a"))))
                .withMessageContaining("kid");
    }

    @Test
    void keys_that_only_verify_stop_the_boot() {
        var verifying = new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);

        assertThatIllegalStateException()
                .isThrownBy(() -> new KeySet(verifying))
                .withMessageContaining("private");
    }

    private void assertIsRefused(String token) {
        assertThatExceptionOfType(TokenRejected.class)
                .isThrownBy(() -> tokens.verify(token))
                .matches(refusal -> refusal.code().equals("invalid_token"));
    }

    private String sign(String claims) {
        return signed(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, "first", key.getPrivateKey(), claims);
    }

    private static String claims(String issuer) {
        return "{\"iss\":\"%s\",\"sub\":\"%s\",\"sid\":\"%s\",\"exp\":4102444800}".formatted(issuer, ADA, SESSION);
    }

    private static String signed(String algorithm, String kid, Key key, String claims) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKeyIdHeaderValue(kid);
        signature.setKey(key);
        signature.setPayload(claims);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), UTF_8);
    }

    private static String payload(String token) {
        return token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static EllipticCurveJsonWebKey key(String id) {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(JsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
    }

    private static AccessTokens tokens(Instant now, JsonWebKey... keys) {
        return new AccessTokens(new Given(json(keys)), () -> URI.create(ISSUER), Clock.fixed(now, ZoneOffset.UTC));
    }

    private record Given(String keys) implements TokensConfig {

        @Override
        public Duration life() {
            return Duration.ofMinutes(15);
        }
    }
}
