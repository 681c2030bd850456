package io.overdub.search;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Bulkhead;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.search.index.Answer;
import io.overdub.search.index.Hit;
import io.overdub.search.index.Kind;
import io.overdub.search.index.Question;
import io.overdub.search.index.RuleBook;
import io.overdub.search.index.SearchIndex;
import io.overdub.search.index.Trace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers questions: hits of the index, what became of them, page by page. */
@ApplicationScoped
class SearchDesk {

    /** Some hits are not for the viewer, and some read the same. */
    private static final int SUGGESTED_HITS = 24;

    private static final int SUGGESTIONS = 10;
    private static final int TRENDING = 10;
    private static final Set<Kind> SUGGESTED = EnumSet.of(Kind.QUOTE, Kind.ACCOUNT, Kind.TAG);

    private final SearchIndex index;
    private final Bulkhead bulkhead;
    private final RulesInForce rules;
    private final Showcase showcase;
    private final Ear ear;
    private final TrendingQueries trends;
    private final UseDesk uses;
    private final Pages pages;

    SearchDesk(
            SearchIndex index,
            QuestionsConfig questions,
            RulesInForce rules,
            Showcase showcase,
            Ear ear,
            TrendingQueries trends,
            UseDesk uses,
            Pages pages) {
        this.index = index;
        this.bulkhead = new Bulkhead(questions.atOnce(), questions.patience(), () -> new EngineAway("Search"));
        this.rules = rules;
        this.showcase = showcase;
        this.ear = ear;
        this.trends = trends;
        this.uses = uses;
        this.pages = pages;
    }

    Page<SearchItem> find(
            @Nullable AccountId viewer,
            String query,
            Set<Kind> kinds,
            List<String> labels,
            String language,
            @Nullable String cursor,
            int limit) {
        var question = new Question(query, kinds, labels, language, viewer == null, uses.knownAs(viewer));
        var now = rules.now();
        Page<SearchItem> page = pages.fill(
                "search/" + viewer + "/" + new TreeSet<>(kinds) + "/" + labels + "/" + query,
                cursor,
                limit,
                (before, some) -> bulkhead.run(() -> index.find(question, now, before, some)),
                answers -> show(viewer, question, now, answers));
        if (viewer != null && cursor == null) {
            ear.hear(viewer, query, !page.items().isEmpty() || page.next() != null);
        }
        return page;
    }

    private List<SearchItem> show(@Nullable AccountId viewer, Question question, RuleBook book, List<Answer> answers) {
        var traces = new HashMap<Hit, Trace>();
        answers.forEach(answer -> traces.put(answer.hit(), answer.trace()));
        return showcase
                .show(viewer, question, book, answers.stream().map(Answer::hit).toList())
                .stream()
                .map(item -> item.with(traces.get(item.hit())))
                .toList();
    }

    /** What many people ask for, without what nobody should read. */
    Vogue vogue() {
        var now = rules.now();
        return new Vogue(
                trends.top().stream().filter(now::isSpeakable).limit(TRENDING).toList());
    }

    Suggestions suggest(@Nullable AccountId viewer, String query, String language) {
        var question = new Question(query, SUGGESTED, List.of(), language, viewer == null);
        var now = rules.now();
        var hits = bulkhead.run(() -> index.suggest(question, now, SUGGESTED_HITS));
        var highlights = new Highlights(query, now.synonymsIn(question));
        var seen = new HashSet<String>();
        return new Suggestions(showcase.show(viewer, question, now, hits).stream()
                .map(item -> suggestion(item, highlights))
                .filter(suggestion ->
                        suggestion.kind() == Kind.ACCOUNT || seen.add(suggestion.kind() + suggestion.text()))
                .limit(SUGGESTIONS)
                .toList());
    }

    private static Suggestion suggestion(SearchItem item, Highlights highlights) {
        var account = item.account();
        return new Suggestion(
                item.kind(),
                item.title(),
                account == null ? null : account.username(),
                item.id(),
                highlights.marks(item.title()));
    }
}
