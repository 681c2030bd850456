// red: io.overdub.kernel.CallsRedisItself.keys(
package io.overdub.kernel;

class CallsRedisItself {
    Object keys(io.quarkus.redis.datasource.RedisDataSource redis) {
        return redis.key();
    }
}
