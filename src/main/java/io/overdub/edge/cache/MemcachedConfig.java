package io.overdub.edge.cache;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where Memcached is, with {@code edge.cache.store.adapter=memcached}. */
@ConfigMapping(prefix = "edge.cache.memcached")
interface MemcachedConfig {

    /** {@code host:port}; 11211 unless said. */
    Optional<List<String>> servers();

    /** With one, SASL PLAIN. */
    Optional<String> user();

    Optional<String> password();
}
