package io.overdub.quotes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.edge.WireJson;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** One file of the snapshot, while it is written: quote by quote, packed on the way, never whole in memory. */
final class SnapshotFile implements Closeable {

    private static final byte[] BEFORE_FIRST = "\n".getBytes(UTF_8);
    private static final byte[] BETWEEN = ",\n".getBytes(UTF_8);

    private final Path path;
    private final MessageDigest digest = sha256();
    private final OutputStream json;
    private long count;
    private long size;

    /** @param head the JSON object that all files begin with, without its end and with nothing of the quotes */
    SnapshotFile(Path path, byte[] head) {
        this.path = path;
        try {
            var packed = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
            this.json = new DigestOutputStream(packed, digest);
            write(head, 0, head.length - 1);
            write(",\"quotes\":[".getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(byte[] quote) {
        try {
            write(count == 0 ? BEFORE_FIRST : BETWEEN);
            write(quote);
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void finish() {
        try {
            write("]}\n".getBytes(UTF_8));
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what was written as a client would.
     *
     * @throws SnapshotRefused when it cannot be read, or a quote is in it twice, or lacks something
     */
    void check(WireJson reader) {
        var seen = new HashSet<QuoteId>();
        try (var in = new GZIPInputStream(Files.newInputStream(path))) {
            reader.readEach(in, "quotes", Sketch.class, quote -> {
                if (quote.title.isEmpty() || quote.soundUrl.isEmpty() || !seen.add(quote.id)) {
                    throw SnapshotRefused.unsound("quote " + quote.id + " is there twice or lacks something");
                }
            });
        } catch (IOException e) {
            throw SnapshotRefused.unsound(String.valueOf(e.getMessage()));
        }
        if (seen.size() != count) {
            throw SnapshotRefused.unsound(count + " quotes were written, " + seen.size() + " read");
        }
    }

    Path path() {
        return path;
    }

    long count() {
        return count;
    }

    long size() {
        return size;
    }

    long gzipSize() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once it is finished. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        json.close();
        Files.deleteIfExists(path);
    }

    private void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        json.write(bytes, offset, length);
        size += length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** What no client can do without. */
    private record Sketch(QuoteId id, String title, String soundUrl) {}
}
