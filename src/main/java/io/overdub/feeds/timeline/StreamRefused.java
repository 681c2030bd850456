package io.overdub.feeds.timeline;

/** Stream understood what it was told and will not have it, now or later. */
final class StreamRefused extends RuntimeException {

    StreamRefused(int status, int code) {
        super("Stream refuses with " + status + ", code " + code);
    }
}
