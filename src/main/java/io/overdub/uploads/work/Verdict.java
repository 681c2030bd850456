package io.overdub.uploads.work;

import java.util.List;

/** What came of an order. */
public sealed interface Verdict {

    /** Its pieces were delivered. */
    record Made() implements Verdict {}

    /**
     * Its one piece was delivered.
     *
     * @param loudness integrated, in LUFS (EBU R 128), of the piece
     * @param peaks 200 of them, each 0 to 255: the loudest sample in each 200th of the piece
     */
    record MadeSound(double loudness, List<Integer> peaks) implements Verdict {}

    /** Nothing was made, and the original will do. */
    record PassedThrough() implements Verdict {}

    /** Nothing can be made of it. @param code stable: clients switch on it */
    record Unworkable(String code, String detail) implements Verdict {

        static Unworkable undecodable() {
            return new Unworkable("undecodable_media", "What is in the file cannot be decoded");
        }

        static Unworkable tooDemanding() {
            return new Unworkable(
                    "media_too_demanding",
                    "Its pictures are too large, or it takes too long or too much memory to decode");
        }

        static Unworkable tooLong(long longestMs) {
            return new Unworkable("too_long", "It lasts longer than the " + longestMs + " ms that are allowed");
        }

        static Unworkable silent() {
            return new Unworkable("silent_sound", "There is nothing to hear in it");
        }
    }
}
