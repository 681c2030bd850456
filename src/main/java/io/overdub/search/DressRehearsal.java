package io.overdub.search;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.overdub.search.Comparison.Line;
import io.overdub.search.index.Question;
import io.overdub.search.index.RuleBook;
import io.overdub.search.index.Rules;
import io.overdub.search.index.Scored;
import io.overdub.search.index.SearchIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Shows what rules would do to a search, without doing it: nothing is kept, and nobody else sees any of it. */
@ApplicationScoped
class DressRehearsal {

    private static final int SHOWN = 20;
    private static final int COMPARED = 10;

    private final SearchIndex index;
    private final RulesInForce rules;
    private final Showcase showcase;

    DressRehearsal(SearchIndex index, RulesInForce rules, Showcase showcase) {
        this.index = index;
        this.rules = rules;
        this.showcase = showcase;
    }

    /**
     * As somebody who has not signed in would see it.
     *
     * @throws io.overdub.kernel.Refusal 422 {@code rules_refused}
     */
    Comparison play(Question question, Rules draft) {
        var book = RuleBook.of(draft);
        var today = lines(question, rules.now());
        var then = lines(question, book);
        return new Comparison(today, then, overlap(today, then));
    }

    private List<Line> lines(Question question, RuleBook book) {
        var scored = index.explain(question, book, SHOWN);
        var shown = showcase
                .show(null, question, book, scored.stream().map(Scored::hit).toList())
                .stream()
                .collect(toMap(SearchItem::hit, item -> item));
        var lines = new ArrayList<Line>();
        for (var one : scored) {
            var item = shown.get(one.hit());
            if (item != null) {
                lines.add(new Line(item, one.pinned(), one.score(), one.parts()));
            }
        }
        return lines;
    }

    private static double overlap(List<Line> one, List<Line> other) {
        var first = one.stream().limit(COMPARED).map(line -> line.item().hit()).collect(toSet());
        var second =
                other.stream().limit(COMPARED).map(line -> line.item().hit()).collect(toSet());
        var most = Math.max(first.size(), second.size());
        first.retainAll(second);
        return most == 0 ? 1 : (double) first.size() / most;
    }
}
