package io.overdub.uploads.media;

import java.util.Map;

/** The duration and size of one {@code traf} box, summed over its runs (ISO/IEC 14496-12, sections 8.8.6 to 8.8.8). */
record TrackFragment(long track, double ticks, double bytes) {

    private static final int BASE_OFFSET = 0x1;
    private static final int DESCRIPTION = 0x2;
    private static final int DURATION = 0x8;
    private static final int SIZE = 0x10;

    private static final int RUN_PREAMBLE = 0x1 | 0x4;
    private static final int SAMPLE_DURATION = 0x100;
    private static final int SAMPLE_SIZE = 0x200;
    private static final int SAMPLE_FIELDS = 0xF00;

    static TrackFragment of(Box traf, Map<Long, Box> defaults) {
        var header = traf.require("tfhd");
        long track = header.unsignedInt(4);
        var fallback = defaults.get(track);
        if (fallback == null) {
            throw Unacceptable.malformed();
        }
        int durationAt = 8 + 2 * width(header, BASE_OFFSET) + width(header, DESCRIPTION);
        int sizeAt = durationAt + width(header, DURATION);
        long duration = has(header, DURATION) ? header.unsignedInt(durationAt) : fallback.unsignedInt(12);
        long size = has(header, SIZE) ? header.unsignedInt(sizeAt) : fallback.unsignedInt(16);
        double ticks = 0;
        double bytes = 0;
        for (var run : traf.all("trun")) {
            ticks += sum(run, SAMPLE_DURATION, duration);
            bytes += sum(run, SAMPLE_SIZE, size);
        }
        return new TrackFragment(track, ticks, bytes);
    }

    private static double sum(Box run, int field, long fallback) {
        if (!has(run, field)) {
            return (double) run.unsignedInt(4) * fallback;
        }
        int from = 8 + width(run, RUN_PREAMBLE);
        int rowWidth = width(run, SAMPLE_FIELDS);
        int fieldAt = from + width(run, SAMPLE_FIELDS & (field - 1));
        double sum = 0;
        for (int row = run.rows(4, from, rowWidth) - 1; row >= 0; row--) {
            sum += run.unsignedInt(fieldAt + row * rowWidth);
        }
        return sum;
    }

    private static boolean has(Box box, int flag) {
        return width(box, flag) > 0;
    }

    /** How many bytes the fields take whose flags are set: 4 each. */
    private static int width(Box box, int flags) {
        return 4 * Integer.bitCount(box.flags() & flags);
    }
}
