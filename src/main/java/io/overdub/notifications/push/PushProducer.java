package io.overdub.notifications.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;

@Singleton
class PushProducer {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final PushConfig config;
    private final CapturedRepository captured;
    private final SnsClient client;
    private final ObjectMapper json;
    private final Clock clock;

    PushProducer(PushConfig config, CapturedRepository captured, SnsClient client, ObjectMapper json, Clock clock) {
        this.config = config;
        this.captured = captured;
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    @Produces
    @Singleton
    @Startup
    Push push() {
        return switch (config.adapter()) {
            case CAPTURED -> new CapturedPush(captured);
            case SNS ->
                SnsPush.with(
                        client,
                        applications(),
                        new Payloads(json, config.sns().topic().orElse(null)),
                        clock);
        };
    }

    @Produces
    @Singleton
    Announcer announcer() {
        return new PushwooshAnnouncer(config.pushwoosh(), json, ANSWER);
    }

    private Map<Platform, String> applications() {
        var sns = config.sns();
        var applications = new EnumMap<Platform, String>(Platform.class);
        sns.ios().ifPresent(arn -> applications.put(Platform.IOS, arn));
        sns.iosSandbox().ifPresent(arn -> applications.put(Platform.IOS_SANDBOX, arn));
        sns.android().ifPresent(arn -> applications.put(Platform.ANDROID, arn));
        if (applications.isEmpty()) {
            throw new IllegalStateException(
                    "notifications.push.adapter=sns needs notifications.push.sns.ios, .ios-sandbox or .android");
        }
        return applications;
    }
}
