package io.overdub.feeds.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Refusal;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Makes the calls for which there is a budget, and tells what their answers mean. */
final class StreamCalls {

    private static final Logger LOG = Logger.getLogger(StreamCalls.class);
    private static final Duration AFTER_SILENCE = Duration.ofSeconds(2);
    private static final Duration AFTER_DENIAL = Duration.ofMinutes(1);
    private static final int LONGEST = 10_000;
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*(-?\\d{1,9})");
    private static final int NOT_FOUND = 404;

    private final StreamBudget budget;

    StreamCalls(StreamBudget budget) {
        this.budget = budget;
    }

    /** The answer to a call that may be made again without harm. */
    <T extends StreamAnswer> T make(StreamBudget.Kind kind, Supplier<RestResponse<T>> call) {
        return read(kind, send(kind, call));
    }

    /** The same; what is not there is as it should be. */
    <T extends StreamAnswer> void remove(StreamBudget.Kind kind, Supplier<RestResponse<T>> call) {
        var answer = send(kind, call);
        if (answer.getStatus() != NOT_FOUND) {
            read(kind, answer);
        }
    }

    private <T extends StreamAnswer> RestResponse<T> send(StreamBudget.Kind kind, Supplier<RestResponse<T>> call) {
        if (!budget.take(kind)) {
            throw new EngineAway("Stream");
        }
        try {
            return call.get();
        } catch (ProcessingException | Refusal e) {
            // No answer, or none that is JSON of Stream's: our reader of JSON refuses that as if a client had sent it.
            // Whether it was done nobody knows; it is done again.
            LOG.debugf("Stream: %s", e.getMessage());
            budget.rest(AFTER_SILENCE);
            throw new EngineAway("Stream");
        }
    }

    /** The client leaves the body of an error unread, and it may be anything. */
    private static int code(RestResponse<?> response) {
        try {
            if (response.getEntity() instanceof InputStream unread) {
                var code = CODE.matcher(new String(unread.readNBytes(LONGEST), UTF_8));
                return code.find() ? Integer.parseInt(code.group(1)) : 0;
            }
            return 0;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private <T extends StreamAnswer> T read(StreamBudget.Kind kind, RestResponse<T> response) {
        var status = response.getStatus();
        var reset = response.getHeaderString("X-Ratelimit-Reset");
        budget.learn(kind, response.getHeaderString("X-Ratelimit-Remaining"), reset);
        if (status == 429) {
            budget.exhausted(kind, reset);
            throw new EngineAway("Stream");
        }
        if (status == 401 || status == 403) {
            LOG.errorf("Stream turns us away with %d: feeds.timeline.stream.key or .secret is wrong", status);
            budget.rest(AFTER_DENIAL);
            throw new EngineAway("Stream");
        }
        if (status >= 500 || status == 408) {
            budget.rest(AFTER_SILENCE);
            throw new EngineAway("Stream");
        }
        if (status >= 400) {
            throw new StreamRefused(status, code(response));
        }
        var answer = response.getEntity();
        if (answer == null || answer.code() != null || !answer.complete()) {
            LOG.warnf("Stream answered %d and did not do it", status);
            throw new EngineAway("Stream");
        }
        return answer;
    }
}
