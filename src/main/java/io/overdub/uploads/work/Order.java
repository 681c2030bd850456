package io.overdub.uploads.work;

import java.nio.file.Path;

/** One original to be worked on, and where it comes from and its pieces go to. */
public interface Order {

    Kind kind();

    /** As found by its headers: video/mp4, video/quicktime, audio/mp4 or audio/mpeg. */
    String contentType();

    /** Nothing may last longer, whatever its headers say. */
    long longestMs();

    /** Writes the original into a new file. What it throws passes through the workshop. */
    void fetch(Path target);

    /** Takes a finished piece. Its file is gone when this returns. What it throws passes through the workshop. */
    void deliver(Piece piece);

    /** What it is, and so what is made of it. */
    enum Kind {
        FILM,
        SOUND
    }
}
