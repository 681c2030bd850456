package io.overdub.search.index;

import io.overdub.kernel.Stretch;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that finds words and weighs them. What rules put first, hide or compute comes from {@link Answers}, alike for every one. */
interface Engine extends SearchIndex {

    /** Of this engine. */
    Answers answers();

    @Override
    default Stretch<Answer> find(Question question, RuleBook rules, @Nullable UUID after, int limit) {
        return told(() -> answers().find(question, rules, after, limit));
    }

    @Override
    default List<Hit> suggest(Question question, RuleBook rules, int limit) {
        return told(() -> answers().suggest(question, rules, limit));
    }

    @Override
    default List<Scored> explain(Question question, RuleBook rules, int limit) {
        return told(() -> answers().explain(question, rules, limit));
    }

    private static <T> T told(Supplier<T> question) {
        try {
            return question.get();
        } catch (EngineRefused e) {
            throw e.asSilence();
        }
    }

    /** Those of these documents that are there and pass the filters of the question. */
    Set<Hit> among(Collection<Hit> hits, Asked asked);

    /** @param prominent only what has the words in titles and names */
    Search search(Asked asked, boolean prominent);

    /** What passes the filters of the question; the score is the popularity. */
    List<Place> popular(Asked asked, long score, long seq, int limit);

    /** The weighted score, from 0, that a place of a search has. */
    double text(long score);

    /** A question that an engine has been made ready for. */
    interface Search {

        /**
         * What comes behind a score and number.
         *
         * @param loose documents that have some of the words, else those that have all
         */
        List<Place> read(boolean loose, long score, long seq, int limit);

        /** The first ones. */
        List<Explained> explain(boolean loose, int limit);

        /** Whether some of the words is something else than all of them. */
        boolean loosens();
    }
}
