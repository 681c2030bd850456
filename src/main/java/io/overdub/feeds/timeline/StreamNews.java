package io.overdub.feeds.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.Refusal;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What Stream tells of itself: that feeds have changed. The first page that was kept of such a timeline is given up, so that the reader's
 * next one is asked for anew. Hearing the same twice does no harm, and neither does hearing nothing: a kept page lives for seconds.
 */
@Singleton
public class StreamNews {

    private static final String HMAC = "HmacSHA256";
    private static final int LARGEST = 1 << 20;
    private static final Pattern TIMELINE =
            Pattern.compile("\"timeline:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\"");

    private final TimelineConfig config;
    private final RedisScripts redis;

    StreamNews(TimelineConfig config, RedisScripts redis) {
        this.config = config;
        this.redis = redis;
    }

    /**
     * What Stream asks of the owner of an address before it tells news there (v2): the application's key, which is no secret.
     *
     * @throws Refusal 404 {@code no_stream} where Stream is not used
     */
    public String key() {
        return config.stream().orElseThrow(NoStream::new).key();
    }

    /**
     * @param body as it came, packed with gzip or not; at most 1 MiB unpacked
     * @param signature HMAC-SHA-256 of the unpacked body with the application's secret, in hexadecimal
     * @throws Refusal 404 {@code no_stream} where Stream is not used, 403 {@code bad_signature} for what is not from it
     */
    public void take(byte[] body, @Nullable String signature) {
        var stream = config.stream().orElseThrow(NoStream::new);
        var text = unpack(body);
        if (signature == null || !MessageDigest.isEqual(sign(stream.secret(), text), bytes(signature))) {
            throw new BadSignature();
        }
        TIMELINE.matcher(new String(text, UTF_8))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .map(AccountId::fromString)
                .forEach(reader ->
                        redis.run(StreamTimeline.FORGET_FIRST, List.of(StreamTimeline.firstKey(reader)), List.of()));
    }

    private static byte[] unpack(byte[] body) {
        var packed = body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
        if (!packed) {
            return body;
        }
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var text = plain.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw new BadSignature();
            }
            return text;
        } catch (IOException e) {
            throw new BadSignature();
        }
    }

    private static byte[] sign(String secret, byte[] text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String hexadecimal) {
        try {
            return HexFormat.of().parseHex(hexadecimal.strip());
        } catch (IllegalArgumentException e) {
            throw new BadSignature();
        }
    }

    private static final class NoStream extends Refusal {
        NoStream() {
            super(Kind.NOT_FOUND, "no_stream", "Stream is not used here");
        }
    }

    private static final class BadSignature extends Refusal {
        BadSignature() {
            super(Kind.FORBIDDEN, "bad_signature", "This is not from Stream");
        }
    }
}
