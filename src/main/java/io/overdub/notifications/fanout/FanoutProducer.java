package io.overdub.notifications.fanout;

import io.overdub.notifications.push.Push;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Singleton
class FanoutProducer {

    /** The functions have a minute. */
    private static final long PATIENCE_MS = 30_000;

    private final FanoutConfig config;
    private final Push push;
    private final DynamoDbClient tables;
    private final Clock clock;

    FanoutProducer(FanoutConfig config, Push push, DynamoDbClient tables, Clock clock) {
        this.config = config;
        this.push = push;
        this.tables = tables;
        this.clock = clock;
    }

    @Produces
    @Singleton
    @Startup
    Fanout fanout() {
        var estimate = new Estimate(config);
        return switch (config.adapter()) {
            case IN_PROCESS -> new InProcessFanout(push, estimate);
            case LAMBDA ->
                new LambdaFanout(
                        new Invoker(Invoker.client().build(), new Ledger(tables, PATIENCE_MS)),
                        complete(),
                        estimate,
                        clock);
        };
    }

    private FanoutConfig.Lambda complete() {
        var lambda = config.lambda();
        if (lambda.multiplexer().isEmpty()
                || lambda.sender().isEmpty()
                || lambda.ledger().isEmpty()) {
            throw new IllegalStateException(
                    "notifications.fanout.adapter=lambda needs notifications.fanout.lambda.multiplexer, .sender and .ledger");
        }
        return lambda;
    }
}
