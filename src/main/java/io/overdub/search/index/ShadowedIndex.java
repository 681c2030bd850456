package io.overdub.search.index;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Stretch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One engine answers, and another, its shadow, hears all that the first one hears ({@link Backlog}) and is asked some of its questions, after
 * whoever asked has their answer. What the shadow does not take it has missed; that is counted, and a rebuild, which fills both, mends it.
 * It never holds up or changes an answer, nor whoever writes.
 */
final class ShadowedIndex implements SearchIndex {

    private final SearchIndex index;
    private final SearchIndex shadow;
    private final int every;
    private final Executor later;
    private final Comparisons comparisons;
    private final Backlog backlog;
    private final AtomicLong questions = new AtomicLong();

    /** @param every of so many questions one is compared */
    ShadowedIndex(
            SearchIndex index,
            SearchIndex shadow,
            int every,
            Executor later,
            Comparisons comparisons,
            Backlog backlog) {
        this.index = index;
        this.shadow = shadow;
        this.every = every;
        this.later = later;
        this.comparisons = comparisons;
        this.backlog = backlog;
    }

    @Override
    public List<Outcome> write(List<Change> changes) {
        var outcomes = index.write(changes);
        backlog.write(changes);
        return outcomes;
    }

    @Override
    public Stretch<Answer> find(Question question, RuleBook rules, @Nullable UUID after, int limit) {
        var answer = index.find(question, rules, after, limit);
        if (after == null && questions.getAndIncrement() % every == 0) {
            later.execute(() -> compare(question, rules, answer.rows(), limit));
        }
        return answer;
    }

    private void compare(Question question, RuleBook rules, List<Answer> answered, int limit) {
        try {
            comparisons.add(
                    hits(answered),
                    hits(shadow.find(question, rules, null, limit).rows()));
        } catch (EngineAway | EngineRefused e) {
            comparisons.failed();
        }
    }

    private static List<Hit> hits(List<Answer> answers) {
        return answers.stream().map(Answer::hit).toList();
    }

    @Override
    public List<Hit> suggest(Question question, RuleBook rules, int limit) {
        return index.suggest(question, rules, limit);
    }

    @Override
    public List<Scored> explain(Question question, RuleBook rules, int limit) {
        return index.explain(question, rules, limit);
    }

    /** The review asks for what the index knows: that is also when the shadow's drift is seen. */
    @Override
    public Map<String, Stored> look(Kind kind, Collection<String> keys) {
        var known = index.look(kind, keys);
        backlog.review(kind, keys, known);
        return known;
    }

    @Override
    public List<String> keys(Kind kind, @Nullable String after, int limit) {
        return index.keys(kind, after, limit);
    }

    /** The numbers of both, in one. */
    @Override
    public long begin() {
        var first = index.begin();
        return Twin.join(first, shadow.begin(), Twin.NESTED);
    }

    /** Whoever fills wants the shadow filled, so what fails is told. */
    @Override
    public List<Outcome> fill(long generation, List<Change> changes) {
        var twin = Twin.of(generation, Twin.NESTED);
        var outcomes = index.fill(twin.first(), changes);
        shadow.fill(twin.second(), changes);
        return outcomes;
    }

    @Override
    public void publish(long generation) {
        var twin = Twin.of(generation, Twin.NESTED);
        index.publish(twin.first());
        shadow.publish(twin.second());
    }

    @Override
    public void adopt(RuleBook rules) {
        index.adopt(rules);
        shadow.adopt(rules);
    }

    @Override
    public boolean sweep() {
        var more = index.sweep();
        try {
            return shadow.sweep() || more;
        } catch (EngineAway | EngineRefused e) {
            return more;
        }
    }
}
