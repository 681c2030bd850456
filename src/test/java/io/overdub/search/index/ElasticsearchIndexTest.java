package io.overdub.search.index;

import io.overdub.world.LocalElasticsearch;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A node of its own, of the real thing. */
@QuarkusTest
class ElasticsearchIndexTest implements SearchIndexContract {

    private final SearchIndex index = IndexProducer.elasticsearch(
            new ElasticsearchSettings(
                    LocalElasticsearch.address(), "contract", Duration.ofSeconds(30), Optional.empty()),
            "true",
            Clock.systemUTC());

    @Override
    public SearchIndex index() {
        return index;
    }

    @Override
    public String name() {
        return "Elasticsearch";
    }
}
