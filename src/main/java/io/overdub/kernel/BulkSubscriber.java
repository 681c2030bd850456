package io.overdub.kernel;

import java.util.List;

/**
 * A {@link Subscriber} that takes many events at the price of one, such as one that asks the database about all of them at once. When it
 * throws, the same events come again one by one, so one that fails holds up no other.
 *
 * @param <E> the event; a super type hears all its kinds
 */
public interface BulkSubscriber<E extends DomainEvent> extends Subscriber<E> {

    /** @param events at least one, in the order of their publication; also those of one order key */
    void onAll(List<E> events);

    @Override
    default void on(E event) {
        onAll(List.of(event));
    }
}
