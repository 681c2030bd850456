package io.overdub.search.index;

/** An engine understood what it was told and will not do it, now or later. */
final class EngineRefused extends RuntimeException {

    private final int status;

    EngineRefused(String engine, int status, String why) {
        super(engine + " refuses with " + status + ": " + why);
        this.status = status;
    }

    int status() {
        return status;
    }
}
