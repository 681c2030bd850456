package io.overdub.edge.cache;

import com.spotify.folsom.MemcacheClient;
import com.spotify.folsom.MemcacheClientBuilder;
import com.spotify.folsom.MemcacheStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * In Memcached, over as many servers as there are. With a user it speaks the binary protocol, the only one that has SASL; MemCachier
 * wants that.
 */
final class MemcachedStore implements Store {

    private static final int PORT = 11_211;

    private final MemcacheClient<byte[]> client;

    private MemcachedStore(MemcacheClient<byte[]> client) {
        this.client = client;
    }

    /** Returns at once and goes on trying to reach the servers for as long as it lives. */
    static MemcachedStore open(MemcachedConfig config) {
        var servers = config.servers()
                .filter(all -> !all.isEmpty())
                .orElseThrow(() -> new IllegalStateException(
                        "the adapter memcached of the cache needs edge.cache.memcached.servers"));
        var builder = MemcacheClientBuilder.newByteArrayClient()
                // One that is down is the business of whoever asks, at once.
                .withRetry(false);
        for (var server : servers) {
            var place = placeOf(server.strip());
            builder = builder.withAddress(place.getHost(), place.getPort() < 0 ? PORT : place.getPort());
        }
        if (config.user().isEmpty()) {
            return new MemcachedStore(builder.connectAscii());
        }
        return new MemcachedStore(builder.withUsernamePassword(
                        config.user().get(), config.password().orElse(""))
                .connectBinary());
    }

    private static URI placeOf(String server) {
        try {
            return new URI("memcached://" + server).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("edge.cache.memcached.servers: not host:port: " + server, e);
        }
    }

    @Override
    public CompletionStage<byte @Nullable []> find(String key) {
        return client.get(key).<byte @Nullable []>thenApply(found -> found);
    }

    @Override
    public CompletionStage<Boolean> keep(String key, byte[] bytes, Duration life) {
        return client.set(key, bytes, Math.toIntExact(Math.max(1, life.toSeconds())))
                .thenApply(status -> status == MemcacheStatus.OK);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
