package io.overdub.kernel;

import java.util.List;

/**
 * A {@link Subscriber} that hears every fact that rooms tell each other, in whatever room it became true, as it stands in the outbox; not
 * what a room tells only itself (a record that is not public). When it throws, the same facts come again one by one.
 */
public interface Chronicler extends Subscriber<DomainEvent> {

    /** @param facts at least one, in the order of their publication */
    void record(List<Fact> facts);

    /** Never called: a fact that nobody else hears could not be read as the record that it was. */
    @Override
    default void on(DomainEvent event) {
        throw new IllegalStateException("A chronicler hears facts as they are stored");
    }
}
