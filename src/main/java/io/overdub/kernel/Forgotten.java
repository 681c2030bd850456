package io.overdub.kernel;

import java.util.function.LongSupplier;

/**
 * What one call of {@link PersonalData#forget} came to.
 *
 * @param what was forgotten, in a word of the room; empty when nothing was
 * @param count how many of these
 */
public record Forgotten(State state, String what, long count) {

    /** Whether to call again. */
    public enum State {
        MORE,
        /** In some minutes: something else has to happen before. */
        LATER,
        NOTHING_LEFT
    }

    private static final Forgotten NOTHING = new Forgotten(State.NOTHING_LEFT, "", 0);
    private static final Forgotten LATER = new Forgotten(State.LATER, "", 0);

    public static Forgotten nothingLeft() {
        return NOTHING;
    }

    public static Forgotten later() {
        return LATER;
    }

    /** What one kind of work came to: nothing is left of it once it finds none. */
    public static Forgotten of(String what, LongSupplier work) {
        var count = work.getAsLong();
        return count == 0 ? NOTHING : new Forgotten(State.MORE, what, count);
    }

    /** The first that finds something to do says what this call came to; the others have their turn in later ones. */
    public Forgotten or(String what, LongSupplier work) {
        return state == State.NOTHING_LEFT ? of(what, work) : this;
    }
}
