package io.overdub.kernel;

/**
 * A {@link Refusal} that says of an engine what {@link EngineAway} says: it is gone, for this and for anything else. Whoever asked is told
 * when to come again; a {@link Subscriber} that lets it through is left alone until the engine is back, and no try counts.
 */
public interface Outage {}
