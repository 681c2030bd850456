package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs forms for a service of Amazon (Signature Version 4). Most of what is signed is the same for all forms of one moment, and the key is
 * good for a day: where thousands are sent in a second, the signer of the SDK takes more than all the rest of a call.
 */
final class Signer {

    private static final String TYPE = "application/x-www-form-urlencoded; charset=utf-8";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DAY = 8;
    private static final HexFormat HEX = HexFormat.of();
    private static final String HMAC = "HmacSHA256";

    private final String host;
    private final String path;
    private final String region;
    private final String service;
    private volatile @Nullable Key latest;

    /** @param host with its port, unless it is the usual one */
    Signer(String host, String path, String region, String service) {
        this.host = host;
        this.path = path;
        this.region = region;
        this.service = service;
    }

    private record Key(String secret, String day, SecretKeySpec key) {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** For forms that are sent now, by one thread. */
    Pen pen(AwsCredentialsIdentity who, Instant at) {
        return new Pen(who, MOMENT.format(at));
    }

    private SecretKeySpec key(String secret, String day) {
        var known = latest;
        if (known == null || !known.day.equals(day) || !known.secret.equals(secret)) {
            var key = ("AWS4" + secret).getBytes(UTF_8);
            for (var step : new String[] {day, region, service, "aws4_request"}) {
                key = mac(new SecretKeySpec(key, HMAC)).doFinal(step.getBytes(UTF_8));
            }
            known = new Key(secret, day, new SecretKeySpec(key, HMAC));
            latest = known;
        }
        return known.key;
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }

    /** What stays the same from form to form. */
    final class Pen {

        private final MessageDigest digest = digest();
        private final Mac mac;
        private final byte[] start;
        private final byte[] end;
        private final byte[] toSign;
        private final String head;

        private Pen(AwsCredentialsIdentity who, String moment) {
            var day = moment.substring(0, DAY);
            var scope = day + "/" + region + "/" + service + "/aws4_request";
            var token = who instanceof AwsSessionCredentialsIdentity session ? session.sessionToken() : null;
            var names = "content-type;host;x-amz-content-sha256;x-amz-date"
                    + (token == null ? "" : ";x-amz-security-token");
            mac = mac(key(who.secretAccessKey(), day));
            start = ("POST\n" + path + "\n\ncontent-type:" + TYPE + "\nhost:" + host + "\nx-amz-content-sha256:")
                    .getBytes(UTF_8);
            end = ("\nx-amz-date:" + moment + "\n" + (token == null ? "" : "x-amz-security-token:" + token + "\n")
                            + "\n" + names + "\n")
                    .getBytes(UTF_8);
            toSign = ("AWS4-HMAC-SHA256\n" + moment + "\n" + scope + "\n").getBytes(UTF_8);
            head = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + TYPE + "\r\nX-Amz-Date: "
                    + moment
                    + "\r\n" + (token == null ? "" : "X-Amz-Security-Token: " + token + "\r\n")
                    + "User-Agent: overdub\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + who.accessKeyId() + "/"
                    + scope
                    + ", SignedHeaders=" + names + ", Signature=";
        }

        /**
         * The head of the request, up to and with the empty line.
         *
         * @param hash of the form: its SHA-256
         */
        String head(byte[] hash, int length) {
            var content = HEX.formatHex(hash);
            var bytes = content.getBytes(US_ASCII);
            digest.update(start);
            digest.update(bytes);
            digest.update(end);
            digest.update(bytes);
            mac.update(toSign);
            mac.update(HEX.formatHex(digest.digest()).getBytes(US_ASCII));
            return head + HEX.formatHex(mac.doFinal()) + "\r\nX-Amz-Content-Sha256: " + content + "\r\nContent-Length: "
                    + length + "\r\n\r\n";
        }
    }
}
