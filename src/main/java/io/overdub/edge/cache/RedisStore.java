package io.overdub.edge.cache;

import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** In the Redis that everything else of this kind is in. */
final class RedisStore implements Store {

    private final Redis redis;

    RedisStore(Redis redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<byte @Nullable []> find(String key) {
        return redis.send(Request.cmd(Command.GET).arg(key))
                .<byte @Nullable []>map(found -> found == null ? null : found.toBytes())
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Boolean> keep(String key, byte[] bytes, Duration life) {
        return redis.send(Request.cmd(Command.SET)
                        .arg(key)
                        .arg(Buffer.buffer(bytes))
                        .arg("PX")
                        .arg(life.toMillis()))
                .map(kept -> true)
                .toCompletionStage();
    }
}
