package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.search.index.Outcome.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every engine keeps. Each test has documents of its own, which it knows by a label. */
interface SearchIndexContract {

    SearchIndex index();

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
        assertThat(run.write("one", 4, document("older words", run))).isEqualTo(Verdict.OUTDATED);
        assertThat(run.find("newer")).containsExactly("one");
        assertThat(run.write("one", 7, null)).isEqualTo(Verdict.WRITTEN);
        assertThat(run.write("one", 6, document("late words", run))).isEqualTo(Verdict.OUTDATED);
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
                var stretch = index().find(run.question(query), after, 5);
                stretch.rows().forEach(hit -> all.add(hit.key()));
                after = stretch.last() ? null : stretch.end();
            } while (after != null);
            assertThat(all).as(query).hasSize(23).doesNotHaveDuplicates();
        }
        assertThat(index().suggest(run.question("leaf"), 5)).hasSize(5);
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
            return new Question(text, EnumSet.allOf(Kind.class), List.of(label()), true);
        }

        List<String> find(String text) {
            return index.find(question(text), null, 50).rows().stream()
                    .map(hit -> hit.key().substring(name.length() + 1))
                    .toList();
        }
    }
}
