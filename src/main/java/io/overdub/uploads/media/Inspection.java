package io.overdub.uploads.media;

/** What a file turned out to be: media with its facts, or a refusal. */
public sealed interface Inspection {

    /**
     * Facts as the headers state them.
     *
     * @param contentType video/mp4, audio/mp4, audio/mpeg, video/quicktime, image/png or image/jpeg
     * @param durationMillis rounded to the millisecond; more than 0 for video and audio, 0 for images
     * @param width pixels as shown, after the track's rotation and pixel shape (an image's Exif orientation is not
     *     applied); 0 for audio
     * @param height like the width
     */
    record Media(String contentType, long durationMillis, int width, int height, boolean hasVideo, boolean hasAudio)
            implements Inspection {

        static Media image(String contentType, int width, int height) {
            return new Media(contentType, 0, width, height, false, false);
        }
    }

    record Rejected(Reason reason) implements Inspection {}

    enum Reason {
        /** None of the containers we know. */
        UNSUPPORTED_MEDIA("unsupported_media"),
        /** The file ends before the data its headers promise. */
        TRUNCATED_MEDIA("truncated_media"),
        /** Headers that contradict themselves or exceed a limit. */
        MALFORMED_MEDIA("malformed_media"),
        /** A sound container with neither a video nor an audio track in it. */
        NO_PLAYABLE_TRACK("no_playable_track"),
        /** No duration is declared, and the fragments are too many to add up. */
        UNKNOWN_DURATION("unknown_duration");

        private final String wireCode;

        Reason(String wireCode) {
            this.wireCode = wireCode;
        }

        /** Stable: clients switch on it. */
        public String wireCode() {
            return wireCode;
        }
    }
}
