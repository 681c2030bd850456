package io.overdub.notifications.push;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class PushProducer {

    private final PushConfig config;
    private final CapturedRepository captured;

    PushProducer(PushConfig config, CapturedRepository captured) {
        this.config = config;
        this.captured = captured;
    }

    @Produces
    @Singleton
    @Startup
    Push push() {
        return switch (config.adapter()) {
            case CAPTURED -> new CapturedPush(captured);
        };
    }
}
