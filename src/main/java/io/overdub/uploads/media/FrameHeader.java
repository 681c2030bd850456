package io.overdub.uploads.media;

import java.util.Optional;

/** The four bytes before each frame of MPEG audio, layer III only (ISO/IEC 11172-3, 2.4.1.3 and 13818-3, 2.4.2.3). */
record FrameHeader(boolean first, int sampleRate, boolean mono, int bytes) {

    static final int LENGTH = 4;

    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[] KILOBITS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_OF_THE_SECOND = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

    private static final int SYNC = 0x7FF;
    private static final int VERSION_1 = 3;
    private static final int VERSION_2_5 = 0;
    private static final int RESERVED_VERSION = 1;
    private static final int LAYER_3 = 1;
    private static final int MONO = 3;
    private static final int RESERVED_EMPHASIS = 2;

    /** Empty for anything else, and for frames of free format, whose length nothing tells. */
    static Optional<FrameHeader> of(int bits) {
        int version = bits >>> 19 & 3;
        int bitRate = bits >>> 12 & 15;
        int rate = bits >>> 10 & 3;
        if (bits >>> 21 != SYNC
                || version == RESERVED_VERSION
                || (bits >>> 17 & 3) != LAYER_3
                || bitRate == 0
                || bitRate >= KILOBITS.length
                || rate >= RATES.length
                || (bits & 3) == RESERVED_EMPHASIS) {
            return Optional.empty();
        }
        boolean first = version == VERSION_1;
        int sampleRate = RATES[rate] >> (first ? 0 : version == VERSION_2_5 ? 2 : 1);
        int bitsPerSecond = 1000 * (first ? KILOBITS : KILOBITS_OF_THE_SECOND)[bitRate];
        int padding = bits >>> 9 & 1;
        int bytes = (first ? 144 : 72) * bitsPerSecond / sampleRate + padding;
        return Optional.of(new FrameHeader(first, sampleRate, (bits >>> 6 & 3) == MONO, bytes));
    }

    int samples() {
        return first ? 1152 : 576;
    }

    /** Between the header and what encoders hide in the first frame. */
    int sideBytes() {
        return first ? mono ? 17 : 32 : mono ? 9 : 17;
    }

    /** Frames of one stream may differ in bit rate, and in nothing that counts. */
    boolean goesWith(FrameHeader other) {
        return first == other.first && sampleRate == other.sampleRate;
    }
}
