package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostgresSearchIndexTest implements SearchIndexContract {

    @Inject
    SearchIndex index;

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
}
