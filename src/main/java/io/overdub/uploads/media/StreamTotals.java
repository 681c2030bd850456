package io.overdub.uploads.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What encoders write into a first frame without sound about all the others: Xing (Info where the bit rate is constant) with LAME's
 * extension, and Fraunhofer's VBRI.
 *
 * @param bytes of all frames; 0 when it does not say
 * @param silence samples at both ends that the encoder added and players leave out
 */
record StreamTotals(long frames, long bytes, int silence) {

    private static final Set<String> XING = Set.of("Xing", "Info");
    private static final Set<String> ENCODERS = Set.of("LAME", "Lavf", "Lavc");
    private static final int FRAMES = 1;
    private static final int BYTES = 2;
    private static final int CONTENTS = 4;
    private static final int QUALITY = 8;
    private static final int VBRI_AT = 36;

    static Optional<StreamTotals> in(Window window, long start, FrameHeader header) {
        if (header.bytes() > window.size() - start) {
            throw Unacceptable.truncated();
        }
        var frame = window.bytes(start, header.bytes());
        int at = FrameHeader.LENGTH + header.sideBytes();
        if (XING.contains(word(frame, at))) {
            return xing(frame, at);
        }
        return word(frame, VBRI_AT).equals("VBRI") && frame.limit() >= VBRI_AT + 18
                ? Optional.of(new StreamTotals(number(frame, VBRI_AT + 14), number(frame, VBRI_AT + 10), 0))
                : Optional.empty();
    }

    double seconds(FrameHeader header) {
        return Math.max(0, (double) frames * header.samples() - silence) / header.sampleRate();
    }

    /** Without the number of frames it tells nothing. */
    private static Optional<StreamTotals> xing(ByteBuffer frame, int at) {
        if (at + 12 > frame.limit() || (number(frame, at + 4) & FRAMES) == 0) {
            return Optional.empty();
        }
        long flags = number(frame, at + 4);
        int next = at + 12;
        long bytes = 0;
        if ((flags & BYTES) != 0 && next + 4 <= frame.limit()) {
            bytes = number(frame, next);
            next += 4;
        }
        next += (flags & CONTENTS) != 0 ? 100 : 0;
        next += (flags & QUALITY) != 0 ? 4 : 0;
        return Optional.of(new StreamTotals(number(frame, at + 8), bytes, silence(frame, next)));
    }

    private static int silence(ByteBuffer frame, int at) {
        if (at + 24 > frame.limit() || !ENCODERS.contains(word(frame, at))) {
            return 0;
        }
        int both = (int) (number(frame, at + 20) & 0xFF_FFFF);
        return (both >>> 12) + (both & 0xFFF);
    }

    private static String word(ByteBuffer bytes, int at) {
        if (at + 4 > bytes.limit()) {
            return "";
        }
        var letters = new byte[4];
        bytes.get(at, letters);
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    private static long number(ByteBuffer bytes, int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }
}
