package io.overdub.uploads;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that was made of an upload. Nothing of it ever changes.
 *
 * @param key where storage keeps the bytes; {@link Uploads#address} makes an address of it
 * @param durationMs 0 for a poster
 * @param width in pixels; 0 for a sound, and the height too
 */
public record Rendition(
        Form form, String key, String contentType, long sizeBytes, long durationMs, int width, int height) {

    /** What it is. */
    public enum Form {
        /** H.264 and AAC in MP4, the longer side at most 1080 pixels, upright, without metadata. */
        @JsonProperty("film")
        FILM,
        /** The same without its sound. */
        @JsonProperty("silent_film")
        SILENT_FILM,
        /** A JPEG of the film after half a second. */
        @JsonProperty("poster")
        POSTER,
        /** AAC in MP4, of -14 LUFS, without metadata. */
        @JsonProperty("sound")
        SOUND
    }
}
