package io.overdub.search.index;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** As somebody would set them. */
record ElasticsearchSettings(URI address, String prefix, Duration patience, Optional<String> apiKey)
        implements ElasticsearchConfig {

    @Override
    public Optional<URI> url() {
        return Optional.of(address);
    }

    @Override
    public Optional<String> user() {
        return Optional.empty();
    }

    @Override
    public Optional<String> password() {
        return Optional.empty();
    }

    @Override
    public int replicas() {
        return 0;
    }
}
