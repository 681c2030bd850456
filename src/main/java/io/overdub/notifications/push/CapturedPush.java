package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends nothing and keeps everything. Its endpoints say the platform and a digest of the token, so that none can be read back. */
final class CapturedPush implements Push {

    private final CapturedRepository rows;

    CapturedPush(CapturedRepository rows) {
        this.rows = rows;
    }

    @Override
    public Optional<String> present(Platform platform, String token, @Nullable String endpoint) {
        var now = platform.stored() + "/" + digest(token);
        if (endpoint != null && !endpoint.equals(now)) {
            rows.removeEndpoint(endpoint);
        }
        rows.addEndpoint(now);
        return Optional.of(now);
    }

    @Override
    public Optional<String> renew(Platform platform, String token) {
        return present(platform, token, null);
    }

    @Override
    public void retire(String endpoint) {
        rows.removeEndpoint(endpoint);
    }

    @Override
    public Receipt send(Platform platform, String endpoint, Message message) {
        return rows.add(platform, endpoint, message) ? Receipt.ACCEPTED : Receipt.GONE;
    }

    private static String digest(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
