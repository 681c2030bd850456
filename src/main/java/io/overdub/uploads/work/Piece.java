package io.overdub.uploads.work;

import java.nio.file.Path;

/**
 * Something that was made.
 *
 * @param durationMs 0 for a poster
 * @param width in pixels; 0 for a sound, and the height too
 */
public record Piece(Form form, Path file, String contentType, long durationMs, int width, int height) {

    /** What was made: FILM, SILENT_FILM and POSTER of a film, SOUND of a sound. */
    public enum Form {
        FILM,
        SILENT_FILM,
        POSTER,
        SOUND
    }
}
