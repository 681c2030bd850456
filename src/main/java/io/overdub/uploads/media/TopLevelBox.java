package io.overdub.uploads.media;

/** Where a box that is not in memory begins and ends in the file (ISO/IEC 14496-12, section 4.2). */
record TopLevelBox(String type, long start, long bodyStart, long end) {

    static TopLevelBox at(long start, Window window) {
        var header = window.bytes(start, 8);
        long size = Integer.toUnsignedLong(header.getInt(0));
        int headerLength = 8;
        if (size == 0) {
            size = window.size() - start;
        } else if (size == 1) {
            size = window.bytes(start, 16).getLong(8);
            headerLength = 16;
        }
        if (size < headerLength) {
            throw Unacceptable.malformed();
        }
        if (size > window.size() - start) {
            throw Unacceptable.truncated();
        }
        return new TopLevelBox(Box.typeAt(4, header), start, start + headerLength, start + size);
    }

    Box load(int limit, Window window, Box.Allowance allowance) {
        if (end - bodyStart > limit) {
            throw Unacceptable.malformed();
        }
        return new Box(type, window.bytes(bodyStart, (int) (end - bodyStart)), allowance);
    }
}
