package io.overdub.embedded;

/** A server that runs for this process alone. */
interface Engine {

    /** What a client is configured with. */
    String address();

    /** Returns when the server is gone; does nothing when it is gone already. */
    void stop();
}
