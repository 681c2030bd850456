package io.overdub.uploads.media;

import java.util.Arrays;
import java.util.Objects;

/** An object in memory, endless zeros behind it if it says to be longer, that keeps the books of what was read. */
final class CountedBytes implements RangedBytes {

    private final byte[] content;
    private final long size;
    private int reads;
    private long bytesRead;

    CountedBytes(byte[] content, long size) {
        this.content = content;
        this.size = size;
    }

    static CountedBytes of(byte[] content) {
        return new CountedBytes(content, content.length);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int length) {
        Objects.checkFromIndexSize(offset, 1, size);
        reads++;
        bytesRead += length;
        int from = (int) Math.min(offset, content.length);
        int to = (int) Math.min(offset + length, content.length);
        return Arrays.copyOf(Arrays.copyOfRange(content, from, to), (int) Math.min(length, size - offset));
    }

    int reads() {
        return reads;
    }

    long bytesRead() {
        return bytesRead;
    }
}
