package io.overdub.uploads;

/**
 * What was found in an upload that is ready. Nothing of it ever changes but {@code work}, whose end {@link MediaWorked} tells, so other
 * rooms keep a copy instead of asking again.
 *
 * @param key where storage keeps the bytes; {@link Uploads#address} makes a playable address of it
 * @param durationMs 0 for pictures
 * @param width in pixels, as shown (rotation applied); 0 for sounds
 * @param sha256 lower-case hex
 * @param work never failed
 */
public record Media(
        UploadId upload,
        String key,
        String contentType,
        long sizeBytes,
        String sha256,
        long durationMs,
        int width,
        int height,
        MediaWork work) {}
