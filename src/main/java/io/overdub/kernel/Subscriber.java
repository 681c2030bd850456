package io.overdub.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Reacts to a fact, after the transaction that made it true; a CDI bean with a {@link StableName}, named as an order. It is called at
 * least once per event, so seeing one twice must do no harm. What it throws brings the event back later: after 1 s, 2 s, 4 s and so on
 * up to an hour, until the row is parked; after {@link EngineAway} all that it hears waits until it is over.
 *
 * @param <E> the event; a super type hears all its kinds, a sealed one of records also when nobody else hears them
 */
public interface Subscriber<E extends DomainEvent> {

    void on(E event);

    /**
     * Events with an equal key reach this subscriber one after the other, in the order of their publication; a row that keeps failing
     * then holds up its key, and nothing else. Null: no order is kept. Publish after locking the row that the key names, so that the
     * order of publication is the order of the facts.
     */
    default @Nullable String orderedBy(@SuppressWarnings("unused") E event) {
        return null;
    }
}
