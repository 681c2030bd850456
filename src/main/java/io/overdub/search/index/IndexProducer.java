package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

@Singleton
class IndexProducer {

    private static final long CONNECT_MS = 1_000;
    private static final int MOST_COMPARED = 100;

    private final IndexConfig config;
    private final InternalConfig internal;
    private final ElasticsearchConfig elasticsearch;
    private final AlgoliaConfig algolia;
    private final DocumentRepository documents;
    private final MeterRegistry meters;
    private final Clock clock;

    IndexProducer(
            IndexConfig config,
            InternalConfig internal,
            ElasticsearchConfig elasticsearch,
            AlgoliaConfig algolia,
            DocumentRepository documents,
            MeterRegistry meters,
            Clock clock) {
        this.config = config;
        this.internal = internal;
        this.elasticsearch = elasticsearch;
        this.algolia = algolia;
        this.documents = documents;
        this.meters = meters;
        this.clock = clock;
    }

    @Produces
    @Singleton
    @Startup
    Engines engines() {
        if (config.shadow().filter(config.adapter()::equals).isPresent()) {
            throw new IllegalStateException("search.index.shadow names another engine than search.index.adapter");
        }
        var index = index(config.adapter());
        var other = internal.adapter().filter(adapter -> adapter != config.adapter());
        if (other.isEmpty()) {
            return shadowed(index, index);
        }
        var staff = index(other.get());
        return shadowed(new PairedIndex(index, staff), staff);
    }

    private Engines shadowed(SearchIndex index, SearchIndex staff) {
        if (config.shadow().isEmpty()) {
            return new Engines(index, staff, Optional.empty(), Optional.empty());
        }
        var shadow = index(config.shadow().get());
        var comparisons =
                new Comparisons(name(config.adapter()), name(config.shadow().get()), meters, clock);
        var backlog = new Backlog(shadow, oneAtATime(new LinkedBlockingQueue<>()), comparisons);
        // Comparing is worth nothing to whoever waits: what is too much is left out.
        var comparing = oneAtATime(new ArrayBlockingQueue<>(MOST_COMPARED));
        var shadowed =
                new ShadowedIndex(index, shadow, Math.max(1, config.shadowEvery()), comparing, comparisons, backlog);
        return new Engines(shadowed, staff, Optional.of(comparisons), Optional.of(backlog));
    }

    private static String name(IndexConfig.Adapter adapter) {
        return adapter.name().toLowerCase(Locale.ROOT);
    }

    @Produces
    @Singleton
    SearchIndex index(Engines engines) {
        return engines.index();
    }

    @Produces
    @Singleton
    @Internal
    SearchIndex internal(Engines engines) {
        return engines.internal();
    }

    private SearchIndex index(IndexConfig.Adapter adapter) {
        return switch (adapter) {
            case POSTGRESQL -> new PostgresSearchIndex(documents, clock);
            case ELASTICSEARCH -> elasticsearch(elasticsearch, null, clock);
            case ALGOLIA -> Algolia.index(algolia, meters, clock);
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

    private static Executor oneAtATime(BlockingQueue<Runnable> queue) {
        return new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                queue,
                task -> {
                    var thread = new Thread(task, "search-shadow");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
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
