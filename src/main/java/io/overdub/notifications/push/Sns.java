package io.overdub.notifications.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.Time;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;

/** Amazon SNS for whoever only sends, such as a function that runs elsewhere. */
public final class Sns {

    private Sns() {}

    /** @param topic the app's bundle id, if it has to be said */
    public static Push sending(SnsClient configured, @Nullable String topic) {
        return SnsPush.with(configured, Map.of(), new Payloads(new ObjectMapper(), topic), Time.ofThisMachine());
    }
}
