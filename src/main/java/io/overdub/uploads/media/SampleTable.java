package io.overdub.uploads.media;

import java.util.Optional;

/** The {@code stbl} box: what samples are, how long they last, where they lie (ISO/IEC 14496-12, 8.5 to 8.7). */
final class SampleTable {

    /** QuickTime's way to say that the size depends on the codec. */
    private static final int SIZE_UNTOLD = 1;

    private final Box table;
    private final Box chunks;
    private final int chunkWidth;
    private final int chunkCount;

    SampleTable(Box table) {
        this.table = table;
        this.chunks = table.find("stco").orElseGet(() -> table.require("co64"));
        this.chunkWidth = chunks.type().equals("stco") ? 4 : 8;
        this.chunkCount = chunks.rows(4, 8, chunkWidth);
    }

    /** The first sample entry, which names the codec. */
    Optional<Box> entry() {
        return table.require("stsd").children(8).stream().findFirst();
    }

    boolean isEmpty() {
        return chunkCount == 0;
    }

    /** A double: exact up to 2^53, and no hostile table makes it overflow. */
    double ticks() {
        var times = table.require("stts");
        double ticks = 0;
        for (int row = times.rows(4, 8, 8) - 1; row >= 0; row--) {
            ticks += (double) times.unsignedInt(8 + 8 * row) * times.unsignedInt(12 + 8 * row);
        }
        return ticks;
    }

    /** Adding up the sizes is worth it for the last chunk only: the track's data ends with it, unless shuffled. */
    void requireDataWithin(long fileSize) {
        int furthest = 0;
        for (int chunk = 1; chunk < chunkCount; chunk++) {
            furthest = chunkOffset(chunk) >= chunkOffset(furthest) ? chunk : furthest;
        }
        if (!isEmpty() && chunkOffset(furthest) + chunkBytes(furthest) > fileSize) {
            throw Unacceptable.truncated();
        }
    }

    private long chunkOffset(int chunk) {
        int at = 8 + chunk * chunkWidth;
        return chunkWidth == 4 ? chunks.unsignedInt(at) : chunks.unsignedLong(at);
    }

    /** At least 1, also where it is not known. */
    private double chunkBytes(int chunk) {
        var sizes = table.find("stsz");
        return chunk == chunkCount - 1 && sizes.isPresent() ? Math.max(1, lastChunkBytes(sizes.get())) : 1;
    }

    private double lastChunkBytes(Box sizes) {
        var runs = table.require("stsc");
        int lastRun = runs.rows(4, 8, 12) - 1;
        long samples = Math.min(lastRun < 0 ? 0 : runs.unsignedInt(12 + 12 * lastRun), sizes.unsignedInt(8));
        long commonSize = sizes.unsignedInt(4);
        if (commonSize != 0) {
            return commonSize == SIZE_UNTOLD ? 0 : (double) commonSize * samples;
        }
        int count = sizes.rows(8, 12, 4);
        double bytes = 0;
        for (int sample = count - (int) samples; sample < count; sample++) {
            bytes += sizes.unsignedInt(12 + 4 * sample);
        }
        return bytes;
    }
}
