package io.overdub.uploads.media;

import io.overdub.uploads.media.Inspection.Reason;

/**
 * Recognises MP4, M4A, 3GP and QuickTime (ISO/IEC 14496-12), MP3, PNG and JPEG.
 *
 * <p>Hostile content leads to {@link Inspection.Rejected}, never to an exception; those of {@link RangedBytes} pass. A
 * movie whose {@code moov} comes first costs one or two reads, last two or three, a fragmented one at most a read per
 * fragment; an MP3 one or two, or a read per MiB where the first frame does not tell its duration; 9 MiB altogether. Stateless and safe to share.
 */
public final class ContainerReader {

    public Inspection inspect(RangedBytes bytes) {
        try {
            return read(new Window(bytes));
        } catch (Unacceptable refusal) {
            return new Inspection.Rejected(refusal.reason());
        }
    }

    private static Inspection.Media read(Window window) {
        if (PngHeader.opens(window)) {
            return PngHeader.read(window);
        }
        if (JpegHeader.opens(window)) {
            return JpegHeader.read(window);
        }
        if (MovieFile.opens(window)) {
            return new MovieFile(window).read();
        }
        if (MpegAudioFile.opens(window)) {
            return new MpegAudioFile(window).read();
        }
        throw new Unacceptable(Reason.UNSUPPORTED_MEDIA);
    }
}
