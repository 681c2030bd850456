package io.overdub.edge.cache;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import io.overdub.kernel.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** An answer, ready to go out. It is compressed when somebody first takes it so, and kept in that form too. */
public final class Answer {

    /** Shorter ones fit into one packet as they are. */
    private static final int WORTH_PACKING = 1_000;

    private static final String PLAIN = "identity";
    private static final String BROTLI = "br";
    private static final String GZIP = "gzip";
    private static final int QUALITY = 5;

    /** @param encoding as the header says it; {@code identity} keeps the server from compressing it */
    public record Form(String encoding, byte[] bytes) {}

    private final Form plain;
    private final String tag;
    private final String contentType;
    private final @Nullable Refusal refusal;
    private volatile @Nullable Form brotli;
    private volatile @Nullable Form gzip;

    public Answer(byte[] body, String tag, String contentType) {
        this(body, tag, contentType, null);
    }

    private Answer(byte[] body, String tag, String contentType, @Nullable Refusal refusal) {
        this.plain = new Form(PLAIN, body);
        this.tag = tag;
        this.contentType = contentType;
        this.refusal = refusal;
    }

    /** A no, which everybody gets in words of their own: it names the request. */
    static Answer no(Refusal refusal) {
        return new Answer(new byte[0], refusal.code(), "", refusal);
    }

    /** The no that it is; then it has no body. Null for all others. */
    public @Nullable Refusal refusal() {
        return refusal;
    }

    public byte[] body() {
        return plain.bytes();
    }

    public String tag() {
        return tag;
    }

    public String contentType() {
        return contentType;
    }

    /** In bytes, with room for the packed forms. */
    int weight() {
        return 500 + plain.bytes().length * 3 / 2;
    }

    /** The smallest form that the client takes. */
    public Form form(@Nullable String accepted) {
        if (accepted == null || plain.bytes().length < WORTH_PACKING) {
            return plain;
        }
        if (takes(accepted, BROTLI) && Brotli4jLoader.isAvailable()) {
            var known = brotli;
            brotli = known == null ? new Form(BROTLI, brotli(plain.bytes())) : known;
            return brotli;
        }
        if (takes(accepted, GZIP)) {
            var known = gzip;
            gzip = known == null ? new Form(GZIP, gzip(plain.bytes())) : known;
            return gzip;
        }
        return plain;
    }

    private static boolean takes(String accepted, String encoding) {
        for (var one : List.of(accepted.toLowerCase(Locale.ROOT).split(","))) {
            // Also of a semicolon alone there is a first part then.
            var parts = one.strip().split("\\s*;\\s*", -1);
            if (parts[0].equals(encoding)) {
                return parts.length < 2 || !parts[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    private static byte[] brotli(byte[] plain) {
        try {
            return Encoder.compress(plain, new Encoder.Parameters().setQuality(QUALITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream(plain.length / 3);
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
