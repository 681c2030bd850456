package io.overdub.search.index;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class IndexProducer {

    private final IndexConfig config;
    private final DocumentRepository documents;

    IndexProducer(IndexConfig config, DocumentRepository documents) {
        this.config = config;
        this.documents = documents;
    }

    @Produces
    @Singleton
    @Startup
    SearchIndex index() {
        return switch (config.adapter()) {
            case POSTGRESQL -> new PostgresSearchIndex(documents);
        };
    }
}
