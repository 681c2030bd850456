package io.overdub.analytics.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.External;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The access token of a service account: a claim that it signs, for a token of an hour. One asks, the others wait. */
@External
final class GoogleToken {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final String SCOPE = "https://www.googleapis.com/auth/bigquery";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1);

    private final HttpClient http;
    private final Clock clock;
    private final String email;
    private final URI endpoint;
    private final PrivateKey key;
    private String token = "";
    private Instant until = Instant.EPOCH;

    /** @param account the file that Google gives for a service account, as JSON */
    GoogleToken(HttpClient http, Clock clock, String account) {
        this.http = http;
        this.clock = clock;
        try {
            var file = JSON.readTree(account);
            this.email = required(file, "client_email");
            this.endpoint = URI.create(required(file, "token_uri"));
            this.key = key(required(file, "private_key"));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // What is in it is a secret.
            throw new IllegalStateException("analytics.warehouse.bigquery.account is no key file of a service account");
        }
    }

    private static String required(JsonNode file, String field) throws IOException {
        if (!file.path(field).isTextual()) {
            throw new IOException(field);
        }
        return file.path(field).textValue();
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        var body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    synchronized String get() {
        if (!clock.instant().isBefore(until)) {
            fetch();
        }
        return token;
    }

    /** The service did not take it. */
    synchronized void forget() {
        until = Instant.EPOCH;
    }

    private void fetch() {
        var now = clock.instant();
        var form = "grant_type=" + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", UTF_8)
                + "&assertion=" + claim(now);
        var request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            var body = JSON.readTree(answer.body());
            if (answer.statusCode() != 200 || !body.path("access_token").isTextual()) {
                throw new EngineAway("Google's token endpoint (" + answer.statusCode() + ")");
            }
            token = body.path("access_token").textValue();
            until = now.plusSeconds(body.path("expires_in").asLong(0)).minus(BEFORE_ITS_END);
        } catch (IOException e) {
            throw new EngineAway("Google's token endpoint");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineAway("Google's token endpoint");
        }
    }

    private String claim(Instant now) {
        var nodes = JsonNodeFactory.instance;
        var head = nodes.objectNode().put("alg", "RS256").put("typ", "JWT");
        var said = nodes.objectNode()
                .put("iss", email)
                .put("scope", SCOPE)
                .put("aud", endpoint.toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond());
        var signed = TEXT.encodeToString(head.toString().getBytes(UTF_8)) + "."
                + TEXT.encodeToString(said.toString().getBytes(UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + TEXT.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform signs with RSA", e);
        }
    }
}
