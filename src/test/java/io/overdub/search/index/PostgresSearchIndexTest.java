package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostgresSearchIndexTest implements SearchIndexContract {

    @Inject
    SearchIndex index;

    @Inject
    DocumentRepository documents;

    @Override
    public SearchIndex index() {
        return index;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Test
    void of_what_most_documents_have_the_most_popular_come_first_and_none_twice() {
        var run = new Run(index);
        var changes = new ArrayList<Change>();
        for (var i = 0; i < 120; i++) {
            var popularity = Math.round(1_000_000 * Math.pow(1.1, i));
            changes.add(new Change(
                    Kind.TAG,
                    run.key(String.valueOf(i)),
                    Run.FAR,
                    new Document(List.of("ubiquitous"), List.of(), "", "", List.of(run.label()), true, popularity)));
        }
        index.write(changes);
        var mostPopularFirst = IntStream.range(0, 120)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .map(String::valueOf)
                .toList();

        assertThat(run.pages("ubiquitous ", STANDARD, 47)).isEqualTo(mostPopularFirst);
        assertThat(run.pages("ubiquitous nowhere ", STANDARD, 47)).isEqualTo(mostPopularFirst.subList(0, 100));
    }

    @Test
    void whatever_is_thought_of_how_frequent_words_are_the_same_is_found() {
        var run = new Run(index);
        var changes = new ArrayList<Change>();
        for (var i = 0; i < 700; i++) {
            changes.add(new Change(
                    Kind.TAG,
                    run.key(String.valueOf(i)),
                    Run.FAR,
                    new Document(
                            List.of(i == 3 ? "Widespread words" : "Words widespread " + i),
                            List.of(),
                            "",
                            "",
                            List.of(run.label()),
                            true,
                            i * 7_919L % 1_000)));
        }
        index.write(changes);

        for (var query : List.of(
                "widespread ", "widesp", "words widespread ", "words wi", "widespread words", "widespread nowhere ")) {
            var usual = find(run, query, Spread.UNKNOWN);
            assertThat(usual).as(query).isNotEmpty();
            for (var share : List.of(0.001, 0.02, 0.9)) {
                for (var levels : List.of(List.of(78, 70, 40), List.of(200, 70), List.of(79, 78), List.of(5))) {
                    var spread = new Spread(
                            1_000_000,
                            new TreeMap<>(Map.of("widespread", share, "words", share)),
                            share,
                            levels.stream()
                                    .map(level -> new Spread.Popularity(level, 0.02))
                                    .toList());
                    assertThat(find(run, query, spread))
                            .as("%s: %s", query, spread)
                            .isEqualTo(usual);
                }
            }
        }
    }

    private List<Hit> find(Run run, String query, Spread spread) {
        var asked = Asked.of(run.question(query), STANDARD);
        var known = documents.withStems(Wanted.stems(asked.words()), 2_000);
        var wanted = Wanted.of(asked, known, "", spread);
        var found = documents.find(wanted, false, STANDARD.weighing(), spread, Long.MAX_VALUE, Long.MAX_VALUE, 40);
        return (found.isEmpty()
                        ? documents.find(wanted, true, STANDARD.weighing(), spread, Long.MAX_VALUE, Long.MAX_VALUE, 40)
                        : found)
                .stream().map(Place::hit).toList();
    }
}
