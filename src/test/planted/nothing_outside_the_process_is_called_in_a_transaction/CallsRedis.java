// red: CallsRedis.step
package io.overdub.accounts;

class CallsRedis {
    io.overdub.kernel.RedisScripts redis;

    @jakarta.transaction.Transactional
    void step(io.overdub.kernel.RedisScripts.Script script) {
        redis.run(script, java.util.List.of(), java.util.List.of());
    }
}
