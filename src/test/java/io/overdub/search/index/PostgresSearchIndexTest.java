package io.overdub.search.index;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

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
}
