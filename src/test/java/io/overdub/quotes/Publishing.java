package io.overdub.quotes;

import jakarta.inject.Singleton;

/** Lets tests of other rooms publish the snapshot when they want it. */
@Singleton
public class Publishing {

    private final SnapshotPublisher publisher;

    Publishing(SnapshotPublisher publisher) {
        this.publisher = publisher;
    }

    /** Whatever other tests have left in the catalogue. */
    public void once() {
        publisher.publish(true);
    }
}
