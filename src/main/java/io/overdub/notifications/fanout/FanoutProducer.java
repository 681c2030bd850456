package io.overdub.notifications.fanout;

import io.overdub.notifications.push.Push;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class FanoutProducer {

    private final FanoutConfig config;
    private final Push push;

    FanoutProducer(FanoutConfig config, Push push) {
        this.config = config;
        this.push = push;
    }

    @Produces
    @Singleton
    @Startup
    Fanout fanout() {
        return switch (config.adapter()) {
            case IN_PROCESS -> new InProcessFanout(push);
        };
    }
}
