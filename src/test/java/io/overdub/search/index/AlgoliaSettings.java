package io.overdub.search.index;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** As somebody would set them. */
record AlgoliaSettings(
        List<URI> addresses,
        Duration connectPatience,
        Duration readPatience,
        Duration writePatience,
        Duration searchPatience,
        Optional<String> searchKey)
        implements AlgoliaConfig {

    AlgoliaSettings(List<URI> addresses, Duration connectPatience, Duration patience) {
        this(addresses, connectPatience, patience, patience);
    }

    AlgoliaSettings(List<URI> addresses, Duration connectPatience, Duration readPatience, Duration writePatience) {
        this(addresses, connectPatience, readPatience, writePatience, Optional.empty());
    }

    AlgoliaSettings(
            List<URI> addresses,
            Duration connectPatience,
            Duration readPatience,
            Duration writePatience,
            Optional<String> searchKey) {
        this(addresses, connectPatience, readPatience, writePatience, readPatience.multipliedBy(4), searchKey);
    }

    /** Whoever searches is answered by then, by whichever host. */
    AlgoliaSettings butInAllFor(Duration patience) {
        return new AlgoliaSettings(addresses, connectPatience, readPatience, writePatience, patience, searchKey);
    }

    @Override
    public Optional<String> appId() {
        return Optional.of(AlgoliaServer.APP);
    }

    @Override
    public Optional<String> apiKey() {
        return Optional.of(AlgoliaServer.KEY);
    }

    @Override
    public Duration clientKeyLife() {
        return Duration.ofHours(1);
    }

    @Override
    public String indexName() {
        return "tests";
    }

    @Override
    public Optional<List<URI>> hosts() {
        return Optional.of(addresses);
    }

    /** The same server; it tells what it is asked by the path. */
    @Override
    public URI insights() {
        return addresses.get(0);
    }

    @Override
    public URI analytics() {
        return addresses.get(0);
    }

    @Override
    public Duration taskPatience() {
        return Duration.ofMillis(700);
    }
}
