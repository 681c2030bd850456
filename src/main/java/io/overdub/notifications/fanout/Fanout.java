package io.overdub.notifications.fanout;

import io.overdub.kernel.External;

/** Sends one message each to many devices. Safe for many threads. */
@External
public interface Fanout {

    /**
     * Sends the parts of a batch, each once, as long as {@code flow} lets them go; every part that went is answered to it. Of those that
     * were not answered by the end of the call, nothing was sent. Does not throw for anything that a service does.
     */
    void send(Batch batch, Flow flow);

    /** What it would come to; asks nobody. */
    Plan plan(long letters);
}
