package io.overdub.search.index;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.External;
import io.overdub.kernel.Stretch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The documents that people search. All calls may be repeated, and throw {@link EngineAway} while the engine is.
 *
 * <p>A rebuild fills another generation beside the one that answers: {@link #begin}, {@link #fill} until everything is there, then
 * {@link #publish}, then {@link #sweep}. What is {@link #write}n meanwhile reaches both.
 */
@External
public interface SearchIndex {

    /** One outcome for each change, in their order. Some may be refused and the others written all the same. At most 1,000. */
    List<Outcome> write(List<Change> changes);

    /**
     * Documents that answer the question, the best first; an engine may leave out what comes behind some hundreds. When none has all its
     * words, those that have some.
     *
     * @param rules that hold for this question; the next may come with others, and then those hold at once
     * @param after the end of the stretch before; null at the first
     */
    Stretch<Answer> find(Question question, RuleBook rules, @Nullable UUID after, int limit);

    /** Documents of which a title or name has the words of the question, the best first. */
    List<Hit> suggest(Question question, RuleBook rules, int limit);

    /** What {@link #find} answers at first, and how each hit got its place. */
    List<Scored> explain(Question question, RuleBook rules, int limit);

    /** What the generation that answers knows of these; those that it does not know are not in the answer. */
    Map<String, Stored> look(Kind kind, Collection<String> keys);

    /** The documents of that generation, in an order that stays: the next {@code limit}. */
    List<String> keys(Kind kind, @Nullable String after, int limit);

    /** An empty generation; the one before, if it was never published, is given up. */
    long begin();

    /** Like {@link #write}, into that generation only. Refuses nothing when the generation was given up, and writes nothing. */
    List<Outcome> fill(long generation, List<Change> changes);

    /** From now on this generation answers. Does nothing when it does already, or was given up. */
    void publish(long generation);

    /** Rules that hold from now on, for an engine that must know them before it is asked; to others it is nothing. */
    default void adopt(RuleBook rules) {}

    /** Takes away some of what no generation needs any more. False when nothing is left of that. */
    boolean sweep();
}
