package io.overdub.uploads.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Judges URLs as a CloudFront edge does that demands signatures everywhere but under one path, written from its documentation and not
 * from our signer.
 */
final class Edge {

    private final String openPath;
    private final Map<String, PublicKey> keyGroup;

    Edge(String openPath, Map<String, PublicKey> keyGroup) {
        this.openPath = openPath;
        this.keyGroup = keyGroup;
    }

    /** "200", or the code of a refusal with 403. */
    String answer(String url, Instant at) {
        var uri = URI.create(url);
        if (uri.getPath().startsWith(openPath)) {
            return "200";
        }
        var signing = new LinkedHashMap<String, String>();
        var rest = new ArrayList<String>();
        for (var parameter : (uri.getRawQuery() == null ? "" : uri.getRawQuery()).split("&")) {
            var name = parameter.split("=", 2)[0];
            if (name.equals("Policy")
                    || name.equals("Expires")
                    || name.equals("Signature")
                    || name.equals("Key-Pair-Id")) {
                signing.put(name, parameter.substring(name.length() + 1));
            } else if (!parameter.isEmpty()) {
                rest.add(parameter);
            }
        }
        if (!signing.containsKey("Key-Pair-Id") || !signing.containsKey("Signature")) {
            return "MissingKey";
        }
        var key = keyGroup.get(signing.get("Key-Pair-Id"));
        if (key == null) {
            return "InvalidKey";
        }
        var asked = url.split("\\?", 2)[0] + (rest.isEmpty() ? "" : "?" + String.join("&", rest));
        var policy = signing.containsKey("Policy")
                ? new String(decode(signing.get("Policy")), UTF_8)
                : "{\"Statement\":[{\"Resource\":\"" + asked
                        + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + signing.get("Expires")
                        + "}}}]}";
        return isSigned(policy, decode(signing.get("Signature")), key) && allows(policy, asked, at)
                ? "200"
                : "AccessDenied";
    }

    private static boolean isSigned(String policy, byte[] signed, PublicKey key) {
        try {
            var signature = Signature.getInstance("SHA1withRSA");
            signature.initVerify(key);
            signature.update(policy.getBytes(UTF_8));
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean allows(String policy, String asked, Instant at) {
        var statement = json(policy).at("/Statement/0");
        var resource = statement.path("Resource").asText();
        var until = statement.at("/Condition/DateLessThan/AWS:EpochTime").asLong();
        return at.getEpochSecond() < until && matches(resource, asked);
    }

    private static boolean matches(String resource, String asked) {
        var pattern = new StringBuilder();
        for (var character : resource.toCharArray()) {
            pattern.append(
                    switch (character) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(character));
                    });
        }
        return asked.matches(pattern.toString());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder()
                .decode(text.replace('-', '+').replace('_', '=').replace('~', '/'));
    }
}
