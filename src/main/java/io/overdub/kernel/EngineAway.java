package io.overdub.kernel;

/**
 * What a {@link Subscriber} throws when the engine that it feeds is gone, for this event and for any other: the relay then leaves the
 * subscriber alone for some seconds and counts no try, so that an outage, however long, parks nothing and everything arrives soon
 * after it.
 */
public final class EngineAway extends RuntimeException {

    public EngineAway(String engine) {
        super(engine + " does not answer");
    }

    /** Another's word for the same. */
    EngineAway(Throwable outage) {
        super(outage.getMessage(), outage);
    }
}
