package io.overdub.uploads.media;

import io.overdub.uploads.media.Inspection.Media;
import java.util.Optional;

/**
 * An MP3 file: frames of MPEG audio, layer III, between tags. What an encoder wrote into the first frame tells the duration (Xing, Info,
 * VBRI); without that, all frames are counted, since nothing says that they have one bit rate.
 */
final class MpegAudioFile {

    private static final int TAG_HEADER = 10;
    private static final int MAX_TAGS = 4;

    /** Padding that some taggers leave between their tag and the first frame. */
    private static final int MAX_GAP = 8 << 10;

    /** What follows the last frame, if it opens like no tag: a few bytes that a cutting program left. */
    private static final int MAX_CRUMBS = 2 << 10;

    /** How much is read at once where everything is: a file of the largest size costs a handful of reads. */
    private static final int STRETCH = 1 << 20;

    private static final int LONGEST_SECONDS = 365 * 24 * 60 * 60;

    private final Window window;

    MpegAudioFile(Window window) {
        this.window = window;
    }

    static boolean opens(Window window) {
        return window.size() >= TAG_HEADER
                && (isTag(window, 0)
                        || FrameHeader.of(window.bytes(0, FrameHeader.LENGTH).getInt(0))
                                .isPresent());
    }

    Media read() {
        long start = firstFrame(behindTags());
        var header = headerAt(start).orElseThrow(Unacceptable::malformed);
        double seconds = StreamTotals.in(window, start, header)
                .map(totals -> plausible(totals.seconds(header), totals.bytes(), window.size() - start))
                .orElseGet(() -> (double) countFrames(start, header) * header.samples() / header.sampleRate());
        if (seconds > LONGEST_SECONDS) {
            throw Unacceptable.malformed();
        }
        return new Media("audio/mpeg", Math.max(1, Math.round(1000 * seconds)), 0, 0, false, true);
    }

    /** No encoder can have told the truth whose frames would be smaller or larger than frames can be. */
    private static double plausible(double seconds, long promisedBytes, long bytes) {
        if (promisedBytes > bytes) {
            throw Unacceptable.truncated();
        }
        double bitsPerSecond = 8 * bytes / seconds;
        if (seconds <= 0 || bitsPerSecond < 4_000) {
            throw Unacceptable.malformed();
        }
        // Tags at the end count as sound here, so a short file may seem to have a high bit rate.
        if (8 * (bytes - (64 << 10)) / seconds > 330_000) {
            throw Unacceptable.malformed();
        }
        return seconds;
    }

    private long behindTags() {
        long at = 0;
        for (int tag = 0; tag < MAX_TAGS && isTag(window, at); tag++) {
            var header = window.bytes(at, TAG_HEADER);
            long size = 0;
            for (int digit = 6; digit < TAG_HEADER; digit++) {
                if (header.get(digit) < 0) {
                    throw Unacceptable.malformed();
                }
                size = size << 7 | header.get(digit);
            }
            boolean footer = (header.get(5) & 0x10) != 0;
            at += TAG_HEADER + size + (footer ? TAG_HEADER : 0);
            if (at > window.size()) {
                throw Unacceptable.truncated();
            }
        }
        return at;
    }

    private static boolean isTag(Window window, long at) {
        return at + TAG_HEADER <= window.size() && window.bytes(at, 4).getInt(0) >>> 8 == 0x494433;
    }

    /** Where a frame begins that another one follows, or the end of the file. */
    private long firstFrame(long from) {
        for (long at = from; at <= from + MAX_GAP && at + FrameHeader.LENGTH <= window.size(); at++) {
            var header = headerAt(at);
            if (header.isPresent() && isFollowed(at + header.get().bytes(), header.get())) {
                return at;
            }
        }
        throw Unacceptable.malformed();
    }

    private boolean isFollowed(long next, FrameHeader header) {
        return next >= window.size() - FrameHeader.LENGTH
                || headerAt(next).filter(header::goesWith).isPresent();
    }

    private Optional<FrameHeader> headerAt(long at) {
        return at + FrameHeader.LENGTH > window.size()
                ? Optional.empty()
                : FrameHeader.of(window.bytes(at, FrameHeader.LENGTH).getInt(0));
    }

    private long countFrames(long start, FrameHeader kind) {
        long frames = 0;
        long at = start;
        long readUntil = start;
        while (at < window.size()) {
            if (at + FrameHeader.LENGTH > readUntil) {
                int stretch = (int) Math.min(STRETCH, window.size() - at);
                window.bytes(at, stretch);
                readUntil = at + stretch;
            }
            var header = headerAt(at).filter(kind::goesWith);
            if (header.isEmpty()) {
                requireTrailer(at);
                return frames;
            }
            at += header.get().bytes();
            frames++;
        }
        if (at > window.size()) {
            throw Unacceptable.truncated();
        }
        return frames;
    }

    private void requireTrailer(long at) {
        long left = window.size() - at;
        if (left > MAX_CRUMBS && !Tail.opens(window.bytes(at, Tail.LONGEST))) {
            throw Unacceptable.malformed();
        }
    }
}
