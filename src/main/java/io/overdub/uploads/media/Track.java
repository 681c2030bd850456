package io.overdub.uploads.media;

import java.util.Optional;

/**
 * A video or audio track (ISO/IEC 14496-12, sections 8.3 to 8.5).
 *
 * @param width pixels as shown; 0 for audio
 * @param tableSeconds the samples listed in {@code moov}, without those in fragments
 */
record Track(long id, boolean isVideo, int width, int height, long timescale, double tableSeconds) {

    static Optional<Track> of(Box trak, boolean fragmented, long fileSize) {
        var media = trak.require("mdia");
        var handler = media.require("hdlr").type(8);
        boolean video = handler.equals("vide");
        if (!video && !handler.equals("soun")) {
            return Optional.empty();
        }
        var samples = new SampleTable(media.require("minf", "stbl"));
        samples.requireDataWithin(fileSize);
        return samples.entry()
                .filter(entry -> fragmented || !samples.isEmpty())
                .map(entry -> of(trak.require("tkhd"), video, entry, media.require("mdhd"), samples));
    }

    private static Track of(Box header, boolean video, Box entry, Box mediaHeader, SampleTable samples) {
        long id = header.unsignedInt(header.isWide() ? 20 : 12);
        long timescale = mediaHeader.timescale(mediaHeader.isWide() ? 20 : 12);
        double seconds = samples.ticks() / timescale;
        if (!video) {
            return new Track(id, false, 0, 0, timescale, seconds);
        }
        int matrix = header.isWide() ? 52 : 40;
        int width = dimension(header.unsignedInt(matrix + 36), entry.unsignedShort(24));
        int height = dimension(header.unsignedInt(matrix + 40), entry.unsignedShort(26));
        return isOnItsSide(header, matrix)
                ? new Track(id, true, height, width, timescale, seconds)
                : new Track(id, true, width, height, timescale, seconds);
    }

    /** The shown size is 16.16 fixed point. Some writers of fragments leave it 0; the coded size serves then. */
    private static int dimension(long shown, int coded) {
        int pixels = (int) (shown + 0x8000 >> 16);
        if (pixels == 0 && coded == 0) {
            throw Unacceptable.malformed();
        }
        return pixels == 0 ? coded : pixels;
    }

    /** A rotation by 90 or 270 degrees is [0 b; c 0] in the upper left of the matrix (section 6.2.2). */
    private static boolean isOnItsSide(Box header, int matrix) {
        return header.unsignedInt(matrix) == 0
                && header.unsignedInt(matrix + 16) == 0
                && header.unsignedInt(matrix + 4) != 0
                && header.unsignedInt(matrix + 12) != 0;
    }
}
