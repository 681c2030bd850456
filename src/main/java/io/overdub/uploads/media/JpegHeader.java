package io.overdub.uploads.media;

import io.overdub.uploads.media.Inspection.Media;
import java.nio.ByteBuffer;
import java.util.Set;

/** Walks the marker segments up to the frame header, which holds the dimensions (ITU-T T.81, annex B). */
final class JpegHeader {

    private static final int MAX_SEGMENTS = 64;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;

    /** Huffman tables, the reserved JPG and arithmetic conditioning sit in the range of the frame markers. */
    private static final Set<Integer> NOT_A_FRAME = Set.of(0xC4, 0xC8, 0xCC);

    private JpegHeader() {}

    static boolean opens(Window window) {
        return window.size() >= Integer.BYTES && window.bytes(0, Integer.BYTES).getInt(0) >>> 8 == 0xFFD8FF;
    }

    static Media read(Window window) {
        long at = 2;
        for (int segment = 0; segment < MAX_SEGMENTS; segment++) {
            var header = window.bytes(at, 4);
            int marker = unsignedShort(header, 0) - 0xFF00;
            int length = unsignedShort(header, 2);
            if (marker >= FIRST_FRAME && marker <= LAST_FRAME && !NOT_A_FRAME.contains(marker)) {
                return frame(window.bytes(at, 10));
            }
            if (marker < FIRST_FRAME || isPastTheHeaders(marker) || length < 2) {
                throw Unacceptable.malformed();
            }
            at += marker == 0xFF ? 1 : 2 + length;
        }
        throw Unacceptable.malformed();
    }

    private static Media frame(ByteBuffer frame) {
        int height = unsignedShort(frame, 5);
        int width = unsignedShort(frame, 7);
        int components = frame.get(9);
        if (unsignedShort(frame, 2) != 8 + 3 * components || width == 0 || height == 0) {
            throw Unacceptable.malformed();
        }
        return Media.image("image/jpeg", width, height);
    }

    /** Restart, start, end of image and start of scan. */
    private static boolean isPastTheHeaders(int marker) {
        return marker >= 0xD0 && marker <= 0xDA;
    }

    private static int unsignedShort(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }
}
