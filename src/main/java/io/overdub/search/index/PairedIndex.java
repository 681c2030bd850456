package io.overdub.search.index;

import io.overdub.kernel.Bulkhead;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Stretch;
import io.overdub.search.index.Outcome.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers people by one engine, and keeps the one that answers staff in step: whatever one of them lacks is written again, to both. While
 * the second one is away the first still hears everything, with each try. While the first one is, or is so slow that many wait for it, the
 * second one answers people too: in its own order, so that the next page of a list that the other one began may repeat or lack something.
 */
final class PairedIndex implements SearchIndex {

    /** Of a document that the two tell differently, so that whoever compares it with the truth finds it wrong. */
    private static final Stored DIFFERENT = new Stored("", -1);

    /** So many wait for the first one at a time: half of those who may search at a time, so that a turn is left for the others. */
    static final int PATIENT = 10;

    private final SearchIndex index;
    private final SearchIndex internal;
    private final Bulkhead turns = new Bulkhead(PATIENT, Duration.ZERO, () -> new EngineAway("Search"));

    PairedIndex(SearchIndex index, SearchIndex internal) {
        this.index = index;
        this.internal = internal;
    }

    @Override
    public List<Outcome> write(List<Change> changes) {
        return both(index.write(changes), internal.write(changes));
    }

    /** What one of them refuses is refused. */
    private static List<Outcome> both(List<Outcome> first, List<Outcome> second) {
        var both = new ArrayList<Outcome>();
        for (var i = 0; i < first.size(); i++) {
            both.add(second.get(i).verdict() == Verdict.REFUSED ? second.get(i) : first.get(i));
        }
        return both;
    }

    @Override
    public Stretch<Answer> find(Question question, RuleBook rules, @Nullable UUID after, int limit) {
        return ask(engine -> engine.find(question, rules, after, limit));
    }

    @Override
    public List<Hit> suggest(Question question, RuleBook rules, int limit) {
        return ask(engine -> engine.suggest(question, rules, limit));
    }

    private <T> T ask(Function<SearchIndex, T> question) {
        try {
            return turns.run(() -> question.apply(index));
        } catch (EngineAway slowOrAway) {
            return question.apply(internal);
        }
    }

    @Override
    public List<Scored> explain(Question question, RuleBook rules, int limit) {
        return index.explain(question, rules, limit);
    }

    @Override
    public Map<String, Stored> look(Kind kind, Collection<String> keys) {
        var first = index.look(kind, keys);
        var second = internal.look(kind, keys);
        var both = new HashMap<>(second);
        both.replaceAll((key, stored) -> stored.equals(first.get(key)) ? stored : DIFFERENT);
        first.keySet().forEach(key -> both.putIfAbsent(key, DIFFERENT));
        return both;
    }

    @Override
    public List<String> keys(Kind kind, @Nullable String after, int limit) {
        return index.keys(kind, after, limit);
    }

    /** The numbers of both, in one. */
    @Override
    public long begin() {
        var first = index.begin();
        return Twin.join(first, internal.begin(), Twin.PLAIN);
    }

    @Override
    public List<Outcome> fill(long generation, List<Change> changes) {
        var twin = Twin.of(generation, Twin.PLAIN);
        return both(index.fill(twin.first(), changes), internal.fill(twin.second(), changes));
    }

    @Override
    public void publish(long generation) {
        var twin = Twin.of(generation, Twin.PLAIN);
        index.publish(twin.first());
        internal.publish(twin.second());
    }

    @Override
    public void adopt(RuleBook rules) {
        index.adopt(rules);
        internal.adopt(rules);
    }

    @Override
    public boolean sweep() {
        var more = index.sweep();
        return internal.sweep() || more;
    }
}
