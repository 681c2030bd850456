package io.overdub.kernel;

import java.util.List;
import java.util.UUID;

/**
 * What a room keeps of people, and how it forgets somebody for good; one bean for each room that has tables. A test holds
 * {@link #holdings} to the database: no table, and no column that may tell of somebody, is left out.
 */
public interface PersonalData {

    /** The package of the room. */
    String room();

    /**
     * How far up the room stands. Higher ones forget first, for they may ask lower ones about what they forget; one that is not done yet
     * holds up those below.
     */
    int floor();

    /** All its tables, each once. */
    List<Holding> holdings();

    /**
     * Forgets some more of a person who is not coming back: a few hundred rows, or some dozens of what takes longer. Called outside of
     * transactions, again and again, until nothing is left; also after that, and from the beginning, which does no harm.
     *
     * @throws EngineAway when an engine does not answer: it is asked again later, as after any {@link Refusal}
     */
    Forgotten forget(Departed person);

    /** Copies what is kept of somebody elsewhere than in its tables; those are copied as {@link #holdings} say. */
    default void copy(UUID person, Copy to) {}
}
