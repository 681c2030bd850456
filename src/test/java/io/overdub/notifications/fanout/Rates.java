package io.overdub.notifications.fanout;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The prices that the settings say when nobody says others. */
final class Rates {

    static final FanoutConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(FanoutConfig.class)
            .withDefaultValue("notifications.fanout.adapter", "lambda")
            .withDefaultValue("notifications.fanout.lambda.multiplexer", "overdub-multiplexer")
            .withDefaultValue("notifications.fanout.lambda.sender", "overdub-sender")
            .withDefaultValue("notifications.fanout.lambda.ledger", "fanout-ledger")
            .build()
            .getConfigMapping(FanoutConfig.class);

    static final Estimate ESTIMATE = new Estimate(CONFIG);

    private Rates() {}
}
