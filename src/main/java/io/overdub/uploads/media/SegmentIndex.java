package io.overdub.uploads.media;

import java.util.Optional;

/** A {@code sidx} box: how long the segments behind it last and where they end (ISO/IEC 14496-12, section 8.16.3). */
record SegmentIndex(long track, double seconds, long end) {

    /** Empty for an index of indexes: those come along in the walk, and counting both would count double. */
    static Optional<SegmentIndex> of(Box box, long boxEnd) {
        double timescale = box.timescale(8);
        long end = boxEnd + (box.isWide() ? box.unsignedLong(20) : box.unsignedInt(16));
        int countAt = box.isWide() ? 30 : 22;
        double seconds = 0;
        for (int row = 0; row < box.unsignedShort(countAt); row++) {
            int at = countAt + 2 + 12 * row;
            if (box.unsignedInt(at) > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            end += box.unsignedInt(at);
            seconds += box.unsignedInt(at + 4) / timescale;
        }
        return Optional.of(new SegmentIndex(box.unsignedInt(4), seconds, end));
    }
}
