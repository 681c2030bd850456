package io.overdub.search.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** An Elasticsearch (7.12 or later) or an OpenSearch. */
@ConfigMapping(prefix = "search.elasticsearch")
interface ElasticsearchConfig {

    /** May carry {@code user:password@}, as Bonsai and SearchBox give it. */
    Optional<URI> url();

    Optional<String> user();

    Optional<String> password();

    /** {@code base64(id:key)}, in place of user and password. */
    Optional<String> apiKey();

    /** What the names of our indexes begin with. */
    @WithDefault("overdub-search")
    String prefix();

    /** So long is an answer waited for. */
    @WithDefault("5S")
    Duration patience();

    /** Copies of each index, on other nodes. */
    @WithDefault("1")
    int replicas();
}
