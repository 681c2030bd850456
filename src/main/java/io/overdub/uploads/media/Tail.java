package io.overdub.uploads.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What may stand behind the last frame of an MP3 file: ID3v1 and ID3v2, APE and Lyrics3 tags. */
final class Tail {

    static final int LONGEST = 8;

    private static final List<String> OPENINGS = List.of("TAG", "ID3", "3DI", "APETAGEX", "LYRICSBE");

    private Tail() {}

    static boolean opens(ByteBuffer bytes) {
        var letters = new byte[LONGEST];
        bytes.get(0, letters);
        var text = new String(letters, StandardCharsets.ISO_8859_1);
        return OPENINGS.stream().anyMatch(text::startsWith);
    }
}
