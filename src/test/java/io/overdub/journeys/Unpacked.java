package io.overdub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/** What stands in a file, packed or not. */
final class Unpacked {

    private static final int GZIP = 0x1f;

    private Unpacked() {}

    static String text(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != GZIP) {
            return new String(bytes, UTF_8);
        }
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(packed.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
