package io.overdub.edge.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

@Singleton
class StoreProducer {

    @Produces
    @Singleton
    SharedAnswers shared(
            StoreConfig config, MemcachedConfig memcached, Redis redis, Ends ends, Clock clock, MeterRegistry meters) {
        var store = switch (config.adapter()) {
            case NONE -> null;
            case REDIS -> new RedisStore(redis);
            case MEMCACHED -> MemcachedStore.open(memcached);
        };
        return new SharedAnswers(store, config.patience(), ends, clock, meters);
    }

    void end(@Disposes SharedAnswers shared) {
        shared.close();
    }
}
