package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.search.index.Outcome.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every engine keeps. Each test has documents of its own, which it knows by a label. */
interface SearchIndexContract {

    RuleBook STANDARD = RuleBook.of(Rules.STANDARD);

    SearchIndex index();

    String name();

    /** What is said of a change that is older than what is there. */
    default Verdict outdated() {
        return Verdict.OUTDATED;
    }

    @Test
    default void words_are_found_by_beginning_typo_accent_and_case_in_any_script() {
        var run = new Run(index());
        run.write("sandwich", "The Sandwich knows");
        run.write("cafe", "Café Crème brûlée");
        run.write("strasse", "Die Straße nach Süden");
        run.write("privet", "Привет, ёлка");
        run.write("salam", "السَّلامُ عليكم");
        run.write("namaste", "नमस्ते दुनिया");
        run.write("neko", "吾輩は猫である");
        run.write("party", "Party 🎉 tonight");

        assertThat(run.find("sandw")).containsExactly("sandwich");
        assertThat(run.find("sandwhich")).containsExactly("sandwich");
        assertThat(run.find("SANDWICH ")).containsExactly("sandwich");
        assertThat(run.find("sandw ")).isEmpty();
        assertThat(run.find("creme brulee")).containsExactly("cafe");
        assertThat(run.find("strasse suden")).containsExactly("strasse");
        assertThat(run.find("привт")).containsExactly("privet");
        assertThat(run.find("елка")).containsExactly("privet");
        assertThat(run.find("السلام")).containsExactly("salam");
        assertThat(run.find("नमस्ते")).containsExactly("namaste");
        assertThat(run.find("猫")).containsExactly("neko");
        assertThat(run.find("吾輩は")).containsExactly("neko");
        assertThat(run.find("🎉")).containsExactly("party");
        assertThat(run.find("tonight 🎉")).containsExactly("party");
        assertThat(run.find("\u202Esandwich\u200F")).containsExactly("sandwich");
    }

    @Test
    default void words_are_found_as_phones_type_them() {
        var run = new Run(index());
        run.write("back", "I'll be back");
        run.write("ill", "Be back when she is ill");
        run.write("sick", "I’m sick of this");
        run.write("tired", "L'amour m'a dit");
        run.write("written", "तुम ९९ हो");
        run.write("typed", "तुम 99 बार");
        run.write("voiced", "\uFF76\uFF9E\uFF9D\uFF80\uFF9E\uFF91");

        assertThat(run.find("ill be back")).containsExactly("back", "ill");
        assertThat(run.find("i’ll be")).startsWith("back");
        assertThat(run.find("im ")).containsExactly("sick");
        assertThat(run.find("I'M SICK")).containsExactly("sick");
        assertThat(run.find("amour a dit")).containsExactly("tired");
        assertThat(run.find("तुम 99")).containsExactlyInAnyOrder("written", "typed");
        assertThat(run.find("ガンダム")).containsExactly("voiced");
    }

    @Test
    default void a_page_that_another_engine_began_goes_on_somehow() {
        var run = new Run(index());
        run.write("one", "relay race");
        run.write("two", "relay race");

        for (var query : List.of("relay", "")) {
            for (var score : List.of(-5L, 3L, 2_500_000L, (1L << 31) - 5, (1L << 40) - 5, Long.MAX_VALUE >> 3)) {
                var mark = new Mark(Mark.Stage.REST, false, score, 7).toId();
                assertThat(index().find(run.question(query), STANDARD, mark, 5).rows())
                        .as("%s behind %d", query, score)
                        .hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    default void hostile_queries_find_nothing_and_break_nothing() {
        var run = new Run(index());
        run.write("plain", "A plain thing");

        for (var query : List.of(
                "'; drop table search.document; --",
                "' | 'zzz",
                "zzz:*",
                "\\",
                "zzz & | ! <->",
                "zzz\u0000",
                "()",
                "\u02BC",
                "…?!",
                "z".repeat(5_000))) {
            assertThat(run.find(query)).as(query).isEmpty();
        }
        assertThat(run.find("plain ' thing")).containsExactly("plain");
    }

    @Test
    default void what_is_older_than_what_is_there_is_outdated_also_after_a_deletion() {
        var run = new Run(index());

        assertThat(run.write("one", 5, document("newer words", run))).isEqualTo(Verdict.WRITTEN);
        assertThat(run.write("one", 4, document("older words", run))).isEqualTo(outdated());
        assertThat(run.find("newer")).containsExactly("one");
        assertThat(run.write("one", 7, null)).isEqualTo(Verdict.WRITTEN);
        assertThat(run.write("one", 6, document("late words", run))).isEqualTo(outdated());
        assertThat(run.find("words")).isEmpty();
        assertThat(run.write("one", 8, document("back again", run))).isEqualTo(Verdict.WRITTEN);
        assertThat(run.find("again")).containsExactly("one");
    }

    @Test
    default void a_refused_document_takes_no_other_with_it() {
        var run = new Run(index());
        var changes = new ArrayList<Change>();
        for (var i = 0; i < 9; i++) {
            changes.add(new Change(Kind.TAG, run.key("n" + i), Run.FAR, document("numbered", run)));
        }
        changes.add(4, new Change(Kind.TAG, "k".repeat(65), Run.FAR, document("numbered", run)));

        var outcomes = index().write(changes);

        assertThat(outcomes).extracting(Outcome::change).isEqualTo(changes);
        assertThat(outcomes.get(4).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(outcomes.get(4).reason()).isNotEmpty();
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.verdict() == Verdict.WRITTEN)
                .hasSize(9);
        assertThat(run.find("numbered")).hasSize(9);
    }

    @Test
    default void a_rebuilt_index_answers_once_it_is_published_and_hears_of_what_happens_meanwhile() {
        var run = new Run(index());
        run.write("kept", "kept words");
        run.write("lost", "lost words");

        var generation = index().begin();
        index().fill(
                        generation,
                        List.of(new Change(Kind.TAG, run.key("kept"), Run.FAR + 100, document("kept words", run))));
        run.write("fresh", 101, document("fresh words", run));
        assertThat(run.find("words")).containsExactlyInAnyOrder("kept", "lost", "fresh");
        index().publish(generation);

        assertThat(run.find("words")).containsExactlyInAnyOrder("kept", "fresh");
        assertThat(run.find("frehs")).containsExactly("fresh");
        index().publish(generation);
        assertThat(run.find("words")).containsExactlyInAnyOrder("kept", "fresh");
    }

    @Test
    default void pages_of_hits_neither_repeat_nor_skip() {
        var run = new Run(index());
        for (var i = 0; i < 23; i++) {
            run.write("n" + i, 1, document("leafing through", run, i % 3));
        }

        for (var query : List.of("leafing", "")) {
            var all = new ArrayList<String>();
            UUID after = null;
            do {
                var stretch = index().find(run.question(query), STANDARD, after, 5);
                stretch.rows().forEach(answer -> all.add(answer.hit().key()));
                after = stretch.last() ? null : stretch.end();
            } while (after != null);
            assertThat(all).as(query).hasSize(23).doesNotHaveDuplicates();
        }
        assertThat(index().suggest(run.question("leaf"), STANDARD, 5)).hasSize(5);
    }

    @Test
    default void rules_hold_for_the_very_question_that_comes_with_them() {
        var run = new Run(index());
        run.write("title", 1, document("holiday", run, 3));
        run.write("said", 1, spoken("holiday", run, 100));
        run.write("film", 1, document("motion picture evening", run));
        run.write("movie", 1, document("movie evening", run));
        run.write("the", 1, document("evening of the owls", run));

        assertThat(run.find("holiday")).containsExactly("title", "said");
        var spokenFirst = rules("""
                {"whole_title": 0, "weights": {
                  "quote": {"fields": {"title": 0.1, "transcript": 1}}, "dub": {"fields": {"title": 0.1, "transcript": 1}},
                  "account": {"fields": {"title": 0.1, "transcript": 1}}, "tag": {"fields": {"title": 0.1, "transcript": 1}}}}""");
        assertThat(run.find("holiday", spokenFirst)).containsExactly("said", "title");
        var popularFirst = rules("""
                {"formulas": {"tag": {"score": "text + popularity"}}}""");
        assertThat(run.find("holiday", popularFirst)).containsExactly("said", "title");

        assertThat(run.find("movie evening")).containsExactly("movie");
        var synonyms = rules("""
                {"synonyms": [{"words": ["Movie", "motion picture"]}, {"language": "de", "words": ["owls", "holiday"]}]}""");
        assertThat(run.find("movie evening", synonyms)).containsExactly("movie", "film");
        assertThat(run.find("motion picture", synonyms)).containsExactly("film", "movie");
        assertThat(run.find("owls", synonyms)).containsExactly("the");

        assertThat(run.find("evening for owls")).startsWith("the").hasSize(3);
        var stopWords = rules("""
                {"stop_words": [{"language": "en", "words": ["for", "with"]}, {"language": "de", "words": ["owls"]}]}""");
        assertThat(run.find("evening for owls", stopWords)).containsExactly("the");
        assertThat(run.find("with ", stopWords)).isEmpty();
    }

    @Test
    default void weights_may_be_as_small_as_they_like() {
        var run = new Run(index());
        run.write("one", "feather weight");

        var tiny = rules("""
                {"phrase": 1e-320, "whole_title": 1e-50, "popularity": 1e-60, "weights": {
                  "tag": {"factor": 1e-300, "fields": {"title": 1e-50, "name": 1e-320}}}}""");
        assertThat(run.find("feather weight", tiny)).containsExactly("one");
        assertThat(index().explain(run.question("feather"), tiny, 5)).hasSize(1);
    }

    @Test
    default void pins_come_first_once_and_what_is_hidden_does_not_come() {
        var run = new Run(index());
        for (var i = 0; i < 7; i++) {
            run.write("n" + i, 1, document("rule bound", run, i));
        }
        run.write("other", "something else");
        var pinned = rules("""
                {"pins": [{"query": "RULE  bound", "hits": [{"kind": "tag", "key": "%s"}, {"kind": "tag", "key": "%s"},
                  {"kind": "tag", "key": "nowhere"}, {"kind": "tag", "key": "%s"}]}],
                 "hides": [{"kind": "tag", "key": "%s"}, {"query": "rule bound", "kind": "tag", "key": "%s"},
                  {"query": "rule", "kind": "tag", "key": "%s"}]}""".formatted(
                        run.key("other"), run.key("n2"), run.key("n4"), run.key("n4"), run.key("n5"), run.key("n6")));

        for (var limit : List.of(1, 2, 3, 50)) {
            assertThat(run.pages("rule bound", pinned, limit))
                    .as("%d on a page", limit)
                    .containsExactly("other", "n2", "n6", "n3", "n1", "n0");
        }
        assertThat(run.find("rule", pinned)).doesNotContain("n4", "n6").contains("n5", "n2");
        assertThat(index().find(
                                new Question("rule bound", EnumSet.of(Kind.TAG), List.of("run:none"), "en", true),
                                pinned,
                                null,
                                10)
                        .rows())
                .isEmpty();
        assertThat(index().suggest(run.question("rule bound"), pinned, 3))
                .extracting(run::local)
                .containsExactly("other", "n2", "n6");
    }

    @Test
    default void a_formula_puts_the_first_ones_in_order_and_the_rest_follows() {
        var run = new Run(index());
        var many = Rules.WINDOW + 30;
        var changes = new ArrayList<Change>();
        for (var i = 0; i < many; i++) {
            changes.add(new Change(
                    Kind.TAG, run.key(String.valueOf(i)), Run.FAR, document("reordered", run, 1L << i * 20 / many)));
        }
        index().write(changes);
        var backwards = rules("""
                {"formulas": {"tag": {"score": "0 - popularity"}}}""");

        var all = run.pages("reordered", backwards, 47);

        assertThat(all).hasSize(many).doesNotHaveDuplicates();
        var ranks = all.stream().map(key -> Integer.parseInt(key) * 20 / many).toList();
        assertThat(ranks.subList(0, Rules.WINDOW)).isSorted();
        assertThat(ranks.subList(Rules.WINDOW, many)).isSortedAccordingTo(Comparator.reverseOrder());
        var explained = index().explain(run.question("reordered"), backwards, 10);
        assertThat(explained).extracting(one -> run.local(one.hit())).isEqualTo(all.subList(0, 10));
        assertThat(explained).allSatisfy(one -> {
            assertThat(one.pinned()).isFalse();
            assertThat(one.parts()).isNotEmpty();
        });
        assertThat(explained).extracting(Scored::score).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    default void labelled_queries_find_what_they_are_labelled_with() {
        var run = new Run(index());
        var catalogue = new Catalogue(5_200, run.label());
        var batch = new ArrayList<Change>();
        for (var i = 0; i < catalogue.size(); i++) {
            batch.add(new Change(Kind.TAG, run.key(String.valueOf(i)), Run.FAR, catalogue.document(i)));
            if (batch.size() == 400) {
                assertThat(index().write(batch)).allMatch(outcome -> outcome.verdict() == Outcome.Verdict.WRITTEN);
                batch.clear();
            }
        }

        var gain = 0.0;
        var typos = 0;
        var mended = 0;
        var queries = catalogue.queries(80);
        for (var query : queries) {
            var rank = run.find(query.text()).indexOf(String.valueOf(query.meant()));
            gain += rank < 0 || rank >= 10 ? 0 : Math.log(2) / Math.log(rank + 2);
            typos += query.misspelt() ? 1 : 0;
            mended += query.misspelt() && rank >= 0 && rank < 10 ? 1 : 0;
        }
        var ndcg = gain / queries.size();
        var recall = (double) mended / typos;
        System.out.printf(
                "%s: %d queries over %d quotes: NDCG@10 %.3f, recall with one typo %.3f%n",
                name(), queries.size(), catalogue.size(), ndcg, recall);

        assertThat(queries).hasSizeGreaterThanOrEqualTo(200);
        assertThat(ndcg).isGreaterThan(0.85);
        assertThat(recall).isGreaterThanOrEqualTo(0.9);
    }

    /** As the team writes them. */
    private static RuleBook rules(String json) {
        return RuleBook.of(WrittenRules.read(json));
    }

    private static Document spoken(String words, Run run, long popularity) {
        return new Document(List.of("x"), List.of(), "", words, List.of(run.label()), true, popularity);
    }

    private static Document document(String title, Run run) {
        return document(title, run, 0);
    }

    private static Document document(String title, Run run, long popularity) {
        return new Document(List.of(title), List.of(), "", "", List.of(run.label()), true, popularity);
    }

    /** The documents of one test. */
    final class Run {

        /** Ahead of the job that takes away what there is not: it works beside the tests. */
        static final long FAR = 1L << 40;

        private final SearchIndex index;
        private final String name = UUID.randomUUID().toString().substring(0, 8);

        Run(SearchIndex index) {
            this.index = index;
        }

        String label() {
            return "run:" + name;
        }

        String key(String local) {
            return name + "-" + local;
        }

        void write(String key, String title) {
            assertThat(write(key, 1, document(title, this))).isEqualTo(Verdict.WRITTEN);
        }

        Verdict write(String key, long version, @Nullable Document document) {
            return index.write(List.of(new Change(Kind.TAG, key(key), FAR + version, document)))
                    .get(0)
                    .verdict();
        }

        Question question(String text) {
            return new Question(text, EnumSet.allOf(Kind.class), List.of(label()), "en", true);
        }

        List<String> find(String text) {
            return find(text, STANDARD);
        }

        List<String> find(String text, RuleBook rules) {
            index.adopt(rules);
            return index.find(question(text), rules, null, 50).rows().stream()
                    .map(Answer::hit)
                    .map(this::local)
                    .toList();
        }

        List<String> pages(String text, RuleBook rules, int limit) {
            var all = new ArrayList<String>();
            UUID after = null;
            do {
                var stretch = index.find(question(text), rules, after, limit);
                stretch.rows().forEach(answer -> all.add(local(answer.hit())));
                after = stretch.last() ? null : stretch.end();
            } while (after != null);
            return all;
        }

        String local(Hit hit) {
            return hit.key().substring(name.length() + 1);
        }

        Hit hit(String local) {
            return new Hit(Kind.TAG, key(local));
        }
    }
}
