package io.overdub.search.index;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

@Singleton
class IndexProducer {

    private final IndexConfig config;
    private final DocumentRepository documents;
    private final Clock clock;

    IndexProducer(IndexConfig config, DocumentRepository documents, Clock clock) {
        this.config = config;
        this.documents = documents;
        this.clock = clock;
    }

    @Produces
    @Singleton
    @Startup
    SearchIndex index() {
        return switch (config.adapter()) {
            case POSTGRESQL -> new PostgresSearchIndex(documents, clock);
        };
    }
}
