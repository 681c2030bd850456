package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.EngineAway;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Makes calls to one host of Algolia after the other, without a pause, until one answers; tells what the answer means. Algolia says no with
 * 400 to 499, and that is not asked for again: after 429, too many calls, nobody calls for a while, longer each time. After a silence of
 * all hosts one caller at a time tries anew.
 */
final class AlgoliaCalls {

    private static final Logger LOG = Logger.getLogger(AlgoliaCalls.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "Algolia";
    private static final Duration SHORTEST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final Duration AFTER_SILENCE = Duration.ofSeconds(2);
    private static final Duration AFTER_DENIAL = Duration.ofMinutes(1);
    private static final int LONGEST_REASON = 2_000;

    /** The same host is reached more patiently with each try. */
    private record Line(URI host, int tries) {}

    /** A call, made by somebody who is let in. */
    interface Call extends Function<AlgoliaClient, RestResponse<String>> {}

    private final AlgoliaHosts hosts;
    private final AlgoliaPatience patience;
    private final Clock clock;
    private final Map<Line, AlgoliaClient> lines = new ConcurrentHashMap<>();
    private final AtomicBoolean tried = new AtomicBoolean();
    private volatile boolean silent;
    private volatile long restsUntil;
    private volatile Duration rest = SHORTEST_REST;

    AlgoliaCalls(AlgoliaHosts hosts, AlgoliaPatience patience, Clock clock) {
        this.hosts = hosts;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * The answer to a call that may be made again without harm; empty when what it is about is not there.
     *
     * @throws EngineAway when no host answers, or Algolia wants no calls now
     * @throws EngineRefused when it never will do this
     */
    Optional<JsonNode> find(Call call) {
        if (clock.millis() < restsUntil) {
            throw new EngineAway(NAME);
        }
        if (!silent) {
            return ask(call);
        }
        // One finds out whether somebody answers again, and keeps nobody else waiting for it.
        if (!tried.compareAndSet(false, true)) {
            throw new EngineAway(NAME);
        }
        try {
            return ask(call);
        } finally {
            tried.set(false);
        }
    }

    private Optional<JsonNode> ask(Call call) {
        var since = System.nanoTime();
        var tries = 0;
        for (var host : hosts.up()) {
            if (patience.isOver(since, System.nanoTime())) {
                break;
            }
            try {
                var response = call.apply(line(new Line(host, ++tries)));
                if (response.getStatus() < 500 && response.getStatus() >= 200) {
                    silent = false;
                    return read(response);
                }
                LOG.warnf("%s answers %d", host, response.getStatus());
            } catch (ProcessingException e) {
                LOG.warnf("%s does not answer: %s", host, e.getMessage());
            }
            hosts.down(host);
        }
        silent = true;
        restsUntil = clock.millis() + AFTER_SILENCE.toMillis();
        throw new EngineAway(NAME);
    }

    private AlgoliaClient line(Line line) {
        return lines.computeIfAbsent(
                line,
                unknown -> QuarkusRestClientBuilder.newBuilder()
                        .baseUri(line.host())
                        .connectTimeout(patience.toConnect(line.tries()).toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(patience.toRead(line.tries()).toMillis(), TimeUnit.MILLISECONDS)
                        .property("microprofile.rest.client.disable.default.mapper", true)
                        .build(AlgoliaClient.class));
    }

    private Optional<JsonNode> read(RestResponse<String> response) {
        var status = response.getStatus();
        if (status == 429) {
            LOG.warnf("Algolia has had too many calls and gets none for %s", rest);
            restsUntil = clock.millis() + rest.toMillis();
            rest = rest.multipliedBy(2).compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest.multipliedBy(2);
            throw new EngineAway(NAME);
        }
        if (status == 401 || status == 403) {
            LOG.errorf("Algolia turns us away with %d: search.algolia.app-id or .api-key is wrong", status);
            restsUntil = clock.millis() + AFTER_DENIAL.toMillis();
            throw new EngineAway(NAME);
        }
        if (status == 404) {
            return Optional.empty();
        }
        if (status >= 300) {
            throw new EngineRefused(NAME, status, reason(response));
        }
        rest = SHORTEST_REST;
        try {
            var answer = JSON.readTree(String.valueOf(response.getEntity()));
            if (answer.isObject()) {
                return Optional.of(answer);
            }
        } catch (JsonProcessingException e) {
            LOG.warnf("Algolia answers %d with something else than JSON", status);
        }
        throw new EngineAway(NAME);
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
