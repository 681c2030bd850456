package io.overdub.feeds;

import io.overdub.kernel.Stretch;
import io.overdub.ranking.Ranker;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feed that a formula puts into order, for one viewer. */
interface RankedFeed<T> {

    /** What is in it and why, before it has a place. */
    record Choice(UUID id, Reason reason) {}

    /** @param by whose order it is */
    record Ranked(RankerVersion by, List<Choice> choices) {

        static Ranked by(Ranker ranker, List<Choice> choices) {
            return new Ranked(RankerVersion.of(ranker), choices);
        }
    }

    /** Says everything that selects its items, but for the viewer. */
    String name();

    String formula();

    /** Who gets the same order, in words for a key; null when it is the viewer's own. */
    @Nullable String sharedBy();

    /**
     * All of it, the best first; empty when what it is made of is not known just now.
     *
     * @param session of what is left to chance
     */
    Optional<Ranked> ranked(Ranker ranker, long session);

    /** What there is without ranking: newest first, before the given id. */
    Stretch<Choice> newest(@Nullable UUID before, int limit);

    /** What the viewer gets to see of some lines, in their order, as it is now. */
    List<T> items(List<Line> lines);
}
