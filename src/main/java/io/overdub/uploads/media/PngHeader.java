package io.overdub.uploads.media;

import io.overdub.uploads.media.Inspection.Media;
import java.util.zip.CRC32;

/** The signature and the IHDR chunk, which must come first (PNG specification, sections 5.2 and 11.2.2). */
final class PngHeader {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final long HEADER_CHUNK = 0x0000000D49484452L;

    private PngHeader() {}

    static boolean opens(Window window) {
        return window.opensWith(SIGNATURE);
    }

    static Media read(Window window) {
        var header = window.bytes(0, 33);
        var checksum = new CRC32();
        checksum.update(header.slice(12, 17));
        int width = header.getInt(16);
        int height = header.getInt(20);
        if (header.getLong(8) != HEADER_CHUNK
                || header.getInt(29) != (int) checksum.getValue()
                || width <= 0
                || height <= 0) {
            throw Unacceptable.malformed();
        }
        return Media.image("image/png", width, height);
    }
}
