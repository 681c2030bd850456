package io.overdub.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostgresSearchIndexTest implements SearchIndexContract {

    @Inject
    SearchIndex index;

    @Override
    public SearchIndex index() {
        return index;
    }

    @Test
    void labelled_queries_find_what_they_are_labelled_with() {
        var run = new Run(index);
        var catalogue = new Catalogue(5_200, run.label());
        var batch = new ArrayList<Change>();
        for (var i = 0; i < catalogue.size(); i++) {
            batch.add(new Change(Kind.TAG, run.key(String.valueOf(i)), Run.FAR, catalogue.document(i)));
            if (batch.size() == 400) {
                assertThat(index.write(batch)).allMatch(outcome -> outcome.verdict() == Outcome.Verdict.WRITTEN);
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
                "PostgreSQL: %d queries over %d quotes: NDCG@10 %.3f, recall with one typo %.3f%n",
                queries.size(), catalogue.size(), ndcg, recall);

        assertThat(queries).hasSizeGreaterThanOrEqualTo(200);
        assertThat(ndcg).isGreaterThan(0.85);
        assertThat(recall).isGreaterThanOrEqualTo(0.9);
    }
}
