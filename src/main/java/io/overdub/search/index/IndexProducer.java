package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

@Singleton
class IndexProducer {

    private static final long CONNECT_MS = 1_000;

    private final IndexConfig config;
    private final ElasticsearchConfig elasticsearch;
    private final DocumentRepository documents;
    private final Clock clock;

    IndexProducer(IndexConfig config, ElasticsearchConfig elasticsearch, DocumentRepository documents, Clock clock) {
        this.config = config;
        this.elasticsearch = elasticsearch;
        this.documents = documents;
        this.clock = clock;
    }

    @Produces
    @Singleton
    @Startup
    SearchIndex index() {
        return switch (config.adapter()) {
            case POSTGRESQL -> new PostgresSearchIndex(documents, clock);
            case ELASTICSEARCH -> elasticsearch(elasticsearch, null, clock);
        };
    }

    /** @param refresh see {@link ElasticsearchIndex} */
    static ElasticsearchIndex elasticsearch(ElasticsearchConfig config, @Nullable String refresh, Clock clock) {
        var url = config.url()
                .orElseThrow(() -> new IllegalStateException(
                        "the adapter elasticsearch of search needs search.elasticsearch.url"));
        return new ElasticsearchIndex(
                client(url, config.patience()),
                new ElasticsearchCalls(authorization(config, url), clock),
                config.prefix(),
                config.replicas(),
                refresh,
                clock);
    }

    private static @Nullable String authorization(ElasticsearchConfig config, URI url) {
        if (config.apiKey().isPresent()) {
            return "ApiKey " + config.apiKey().get();
        }
        var person = config.user().isPresent()
                ? config.user().get() + ":" + config.password().orElse("")
                : url.getUserInfo();
        return person == null ? null : "Basic " + Base64.getEncoder().encodeToString(person.getBytes(UTF_8));
    }

    /** Statuses are looked at, not thrown. */
    private static ElasticsearchClient client(URI url, Duration patience) {
        var path = url.getRawPath() == null ? "" : url.getRawPath();
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(url.getScheme() + "://" + url.getHost()
                        + (url.getPort() < 0 ? "" : ":" + url.getPort()) + path))
                .connectTimeout(CONNECT_MS, TimeUnit.MILLISECONDS)
                .readTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(ElasticsearchClient.class);
    }
}
