package io.overdub.uploads.media;

import java.nio.ByteBuffer;

/** The last piece read of an object. Neighbouring headers are served from it, so that few of them cost a round trip. */
final class Window {

    /** All headers of a short film fit in; at 35 uploads a second and two pieces each, the network hardly notices. */
    private static final int LENGTH = 8 << 10;

    private static final int BUDGET = 9 << 20;

    /** A large box is read with this much of what follows: the next header, without a read of its own. */
    private static final int MARGIN = 64;

    private final RangedBytes source;
    private final long size;
    private ByteBuffer held = ByteBuffer.allocate(0);
    private long start;
    private long spent;

    Window(RangedBytes source) {
        this.source = source;
        this.size = source.size();
    }

    long size() {
        return size;
    }

    boolean opensWith(long signature) {
        return size >= Long.BYTES && bytes(0, Long.BYTES).getLong(0) == signature;
    }

    ByteBuffer bytes(long from, int length) {
        if (length > size - from) {
            throw Unacceptable.truncated();
        }
        if (from < start || from + length > start + held.limit()) {
            slideTo(from, length);
        }
        return held.slice((int) (from - start), length);
    }

    private void slideTo(long from, int length) {
        int wanted = (int) Math.min(size - from, Math.max(LENGTH, length + MARGIN));
        spent += wanted;
        if (spent > BUDGET) {
            throw Unacceptable.malformed();
        }
        held = ByteBuffer.wrap(source.read(from, wanted));
        start = from;
        if (held.limit() < length) {
            throw Unacceptable.truncated();
        }
    }
}
