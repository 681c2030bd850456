package io.overdub.search;

import static java.util.stream.Collectors.toMap;

import io.overdub.search.Comparison.Line;
import io.overdub.search.index.Hit;
import io.overdub.search.index.Overlap;
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
        return Overlap.atTen(hits(one), hits(other));
    }

    private static List<Hit> hits(List<Line> lines) {
        return lines.stream().map(line -> line.item().hit()).toList();
    }
}
