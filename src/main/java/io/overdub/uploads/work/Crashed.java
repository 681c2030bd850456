package io.overdub.uploads.work;

/** The tool was killed, or broke down: by the original, by another program's hunger for memory, nobody knows. */
public final class Crashed extends RuntimeException {

    Crashed(String reason) {
        super(reason, null, false, false);
    }
}
