package io.overdub.uploads.work;

import java.nio.file.Path;
import java.util.List;

/** The words by which a program is shown a file and nothing else: no other file, no address, no playlist, no rare decoder. */
final class Input {

    /** By the names of ffmpeg's decoders. What phones and their editors write; each more is a door. */
    private static final String DECODERS = String.join(
            ",",
            "h264",
            "hevc",
            "mpeg4",
            "h263",
            "vp9",
            "libdav1d",
            "prores",
            "aac",
            "aac_fixed",
            "mp3",
            "mp3float",
            "alac",
            "ac3",
            "eac3",
            "opus",
            "libopus",
            "flac",
            "amrnb",
            "amrwb",
            "pcm_s16le",
            "pcm_s16be",
            "pcm_s24le",
            "pcm_s24be",
            "pcm_f32le",
            "mjpeg");

    private Input() {}

    /** What a stranger sent. @param contentType as its headers say, and our own reader of them */
    static List<String> stranger(Path file, String contentType) {
        return of(file, contentType.equals("audio/mpeg") ? "mp3" : "mov");
    }

    /** What we made ourselves. */
    static List<String> ours(Path file) {
        return of(file, file.toString().endsWith(".wav") ? "wav" : "mov");
    }

    private static List<String> of(Path file, String demuxer) {
        return List.of(
                "-protocol_whitelist",
                "file",
                "-codec_whitelist",
                DECODERS,
                "-f",
                demuxer,
                "-i",
                String.valueOf(file.getFileName()));
    }
}
