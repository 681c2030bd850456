package io.overdub.feeds.timeline;

import java.util.Set;

/** Stream understood what it was told and will not have it, now or later. */
final class StreamRefused extends RuntimeException {

    private static final int NOT_FOUND = 404;
    private static final Set<Integer> CODES_OF_WHAT_IS_GONE = Set.of(13, 16);

    private final boolean gone;

    StreamRefused(int status, int code) {
        super("Stream refuses with " + status + ", code " + code);
        this.gone = status == NOT_FOUND || CODES_OF_WHAT_IS_GONE.contains(code);
    }

    /** Whether something is not there that it was told about; else it would not have the same of anything else either. */
    boolean isForWhatIsGone() {
        return gone;
    }
}
