package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.EngineAway;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls, and tells what their answers mean. An Elasticsearch that does not answer is left alone for a moment: whoever asks meanwhile
 * waits for nothing.
 */
final class ElasticsearchCalls {

    private static final Logger LOG = Logger.getLogger(ElasticsearchCalls.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "Elasticsearch";
    private static final Duration AFTER_SILENCE = Duration.ofSeconds(2);
    private static final Duration AFTER_DENIAL = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 1_000;
    private static final int NOT_FOUND = 404;

    private final @Nullable String authorization;
    private final Clock clock;
    private volatile long restsUntil;

    ElasticsearchCalls(@Nullable String authorization, Clock clock) {
        this.authorization = authorization;
        this.clock = clock;
    }

    /** A call, given what it says about who is calling. */
    interface Call extends Function<@Nullable String, RestResponse<String>> {}

    /**
     * The answer to a call that may be made again without harm.
     *
     * @throws EngineAway when nobody knows whether it was done
     * @throws EngineRefused when it never will be
     */
    JsonNode make(Call call) {
        var response = send(call);
        return read(response);
    }

    /** The same; empty when what it is about is not there. */
    Optional<JsonNode> find(Call call) {
        var response = send(call);
        return response.getStatus() == NOT_FOUND ? Optional.empty() : Optional.of(read(response));
    }

    private RestResponse<String> send(Call call) {
        if (clock.millis() < restsUntil) {
            throw new EngineAway(NAME);
        }
        try {
            return call.apply(authorization);
        } catch (ProcessingException e) {
            LOG.warnf("Elasticsearch does not answer: %s", e.getMessage());
            throw rest(AFTER_SILENCE);
        }
    }

    private JsonNode read(RestResponse<String> response) {
        var status = response.getStatus();
        if (status == 401 || status == 403) {
            LOG.errorf("Elasticsearch turns us away with %d: what search.elasticsearch says about us is wrong", status);
            throw rest(AFTER_DENIAL);
        }
        if (status == 429 || status == 408 || status >= 500) {
            LOG.warnf("Elasticsearch answers %d", status);
            throw rest(AFTER_SILENCE);
        }
        if (status >= 400) {
            throw new EngineRefused(NAME, status, reason(response));
        }
        try {
            var answer = JSON.readTree(String.valueOf(response.getEntity()));
            if (!answer.isObject()) {
                throw new EngineAway(NAME);
            }
            return answer;
        } catch (JsonProcessingException notFromElasticsearch) {
            LOG.warnf("Elasticsearch answers %d with something else than JSON", status);
            throw new EngineAway(NAME);
        }
    }

    private EngineAway rest(Duration pause) {
        restsUntil = clock.millis() + pause.toMillis();
        return new EngineAway(NAME);
    }

    /** The client leaves the body of an error unread. */
    private static String reason(RestResponse<?> response) {
        try {
            return response.getEntity() instanceof InputStream unread
                    ? new String(unread.readNBytes(LONGEST_REASON), UTF_8)
                    : String.valueOf(response.getEntity());
        } catch (IOException unreadable) {
            return "";
        }
    }
}
