package io.overdub.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Subscriber} whose work on one event may be long. It does some of it at a time and says how far it got; that is kept with the
 * event, so that after a crash, a failure or a stop another process goes on from there. Between two steps other events have their turn,
 * save those that are ordered behind this one. A step that was done may come again.
 *
 * @param <E> the event; a super type hears all its kinds
 */
public interface StepwiseSubscriber<E extends DomainEvent> extends Subscriber<E> {

    /**
     * One step, of some milliseconds.
     *
     * @param reached what the step before said, null at the first
     * @return how far it got, in words of its own; null when nothing is left to do
     */
    @Nullable String step(E event, @Nullable String reached);

    @Override
    default void on(E event) {
        var reached = step(event, null);
        while (reached != null) {
            reached = step(event, reached);
        }
    }
}
