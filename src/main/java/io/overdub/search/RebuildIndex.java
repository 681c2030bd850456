package io.overdub.search;

import io.overdub.kernel.StableName;
import io.overdub.kernel.StepwiseSubscriber;
import io.overdub.search.index.Kind;
import io.overdub.search.index.SearchIndex;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes a second index of everything, lets it answer instead of the first, and clears that away. It goes on where it was interrupted; what
 * changes meanwhile reaches both.
 */
@Singleton
@StableName("search.rebuild_index")
class RebuildIndex implements StepwiseSubscriber<RebuildAsked> {

    private static final Logger LOG = Logger.getLogger(RebuildIndex.class);
    private static final int AT_ONCE = 200;
    private static final String SWEEP = "sweep";

    private final Walk walk;
    private final Clerk clerk;
    private final SearchIndex index;

    RebuildIndex(Walk walk, Clerk clerk, SearchIndex index) {
        this.walk = walk;
        this.clerk = clerk;
        this.index = index;
    }

    @Override
    public String orderedBy(RebuildAsked event) {
        return "all";
    }

    @Override
    public @Nullable String step(RebuildAsked event, @Nullable String reached) {
        if (reached == null) {
            return new Reached(index.begin(), 0, null).toString();
        }
        return reached.equals(SWEEP) ? sweep() : fill(event, Reached.of(reached));
    }

    private String fill(RebuildAsked event, Reached reached) {
        if (reached.kind() == Kind.values().length) {
            index.publish(reached.generation());
            LOG.infof("The index asked for at %s answers", event.at());
            return SWEEP;
        }
        var kind = Kind.values()[reached.kind()];
        var leg = walk.next(kind, reached.after(), AT_ONCE);
        clerk.fill(reached.generation(), kind, leg.keys());
        var done = leg.end() == null;
        return new Reached(reached.generation(), reached.kind() + (done ? 1 : 0), leg.end()).toString();
    }

    private @Nullable String sweep() {
        return index.sweep() ? SWEEP : null;
    }

    /**
     * How far it got, as text.
     *
     * @param kind the place among the kinds of the one that is copied
     * @param after absent where a kind begins
     */
    private record Reached(
            long generation, int kind, @Nullable String after) {

        static Reached of(String text) {
            var parts = text.split(" ", 3);
            return new Reached(
                    Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2].isEmpty() ? null : parts[2]);
        }

        @Override
        public String toString() {
            return generation + " " + kind + " " + (after == null ? "" : after);
        }
    }
}
