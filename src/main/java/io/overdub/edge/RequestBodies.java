package io.overdub.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Takes in each body whole, on the event loop, before a worker is bothered with it: a slow sender holds no thread, and one that sends
 * too much (or unpacks to too much) hears 413, whether it said how much it would send or not.
 */
@Singleton
class RequestBodies {

    /** After authentication and limits: strangers who may not send are not read. */
    private static final int AFTER_LIMITS = 20;

    private final Problems problems;
    private final int limit;
    private final Map<String, Integer> exceptions;
    private final Map<Integer, BodyHandler> handlers = new HashMap<>();

    RequestBodies(EdgeConfig config, Problems problems) {
        this.problems = problems;
        this.limit = config.bodies().limit();
        this.exceptions = Map.copyOf(config.bodies().exceptions());
        handlers.put(limit, receiver(limit));
        exceptions.values().forEach(other -> handlers.computeIfAbsent(other, RequestBodies::receiver));
    }

    private static BodyHandler receiver(int limit) {
        return BodyHandler.create(false).setBodyLimit(limit);
    }

    void open(@Observes Filters filters) {
        filters.register(this::receive, AFTER_LIMITS);
        filters.register(this::unpack, AFTER_LIMITS - 1);
    }

    /** Behind Quarkus, which lets whoever reads a form read as much as the largest exception. */
    void holdForms(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(request -> {
            if (isForm(request)) {
                request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, (long) limit);
            }
            request.next();
        });
    }

    private void receive(RoutingContext request) {
        if (request.request().isEnded() || !Entrance.announcesBody(request)) {
            request.next();
            return;
        }
        var form = isForm(request);
        var most = form ? limit : limitOf(Entrance.pathOf(request));
        var length = request.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && isMore(length, most)) {
            request.fail(413);
            return;
        }
        if (form) {
            request.next();
            return;
        }
        var handler = handlers.get(most);
        if (handler != null) {
            // Else Quarkus lets the body run once somebody listens for bytes, before anybody listens for its end.
            request.request().pause();
            handler.handle(request);
            answerIfItBreaks(request);
        }
    }

    /** Else whoever sends a chunk of no size, or hangs up on us, makes an error of ours of it: the handler above knows no better. */
    static void answerIfItBreaks(RoutingContext request) {
        request.request().exceptionHandler(broken -> {
            request.fail(400);
            // It can't be told any more where the next request begins. The answer goes out first.
            request.request().connection().close();
        });
    }

    /** Here and not in Netty, where a broken body would end in a closed connection instead of an answer. */
    private void unpack(RoutingContext request) {
        var encoding = request.request().getHeader(HttpHeaderNames.CONTENT_ENCODING);
        var packed = request.body().buffer();
        if (packed == null) {
            if (request.request().isEnded()) {
                // Else JAX-RS waits for an end that it has missed.
                setBody(request, Buffer.buffer());
            }
            request.next();
        } else if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            request.next();
        } else if (!encoding.equalsIgnoreCase("gzip")) {
            request.fail(415);
        } else {
            unpack(request, packed.getBytes());
        }
    }

    private void unpack(RoutingContext request, byte[] packed) {
        var most = limitOf(Entrance.pathOf(request));
        byte[] plain;
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            plain = stream.readNBytes(most + 1);
        } catch (IOException e) {
            problems.send(request, Malformed.body("The body is not gzip"));
            return;
        }
        if (plain.length > most) {
            request.fail(413);
        } else {
            setBody(request, Buffer.buffer(plain));
            request.next();
        }
    }

    private static void setBody(RoutingContext request, Buffer body) {
        ((RoutingContextInternal) request).setBody(body);
    }

    /** Forms (pages of the team) are read by JAX-RS, piece by piece. */
    private static boolean isForm(RoutingContext request) {
        var type = request.request().getHeader(HttpHeaderNames.CONTENT_TYPE);
        return type != null && (type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded"));
    }

    private static boolean isMore(String length, int most) {
        // Netty has refused what is no number.
        return length.length() > 10 || Long.parseLong(length) > most;
    }

    private int limitOf(String path) {
        return exceptions.getOrDefault(path, limit);
    }
}
