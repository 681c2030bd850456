package io.overdub.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** Collects traces: OTLP over HTTP in protobuf. What the real one would refuse is kept as a complaint. It misbehaves when it is told to. */
public final class CollectorServer implements AutoCloseable {

    public enum Mood {
        WELL,
        /** 400: to be sent again by nobody. */
        REFUSES,
        /** 200, and some were dropped. */
        TAKES_SOME,
        /** Takes it and does not answer before it is in another mood, or closed. */
        HANGS,
        /** Hangs up. */
        AWAY
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch asked = new CountDownLatch(1);
    private volatile CountDownLatch over = new CountDownLatch(1);
    private volatile Mood mood = Mood.WELL;

    /** Where this app, of {@link WithMoreEngines}, looks for one. */
    public CollectorServer() throws IOException {
        var address =
                URI.create(ConfigProvider.getConfig().getValue("quarkus.otel.exporter.otlp.endpoint", String.class));
        server = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public void is(Mood fresh) {
        mood = fresh;
        over.countDown();
        over = new CountDownLatch(1);
    }

    /** As new. Closed and opened again it would now and then find its port taken: by a process that this one just forks. */
    public void forget() {
        is(Mood.WELL);
        asked = new CountDownLatch(1);
        spans.clear();
        bodies.clear();
        complaints.clear();
    }

    /** Whether somebody waits for an answer, or did. */
    public boolean isAsked() throws InterruptedException {
        return asked.await(20, TimeUnit.SECONDS);
    }

    public List<Span> of(String trace) {
        return spans.stream()
                .filter(span -> hex(span.getTraceId()).equals(trace))
                .toList();
    }

    public List<Span> called(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** Every byte that came, each as a character. */
    public String everything() {
        return String.join("\n", bodies);
    }

    public List<String> complaints() {
        return complaints;
    }

    public static String hex(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            asked.countDown();
            var until = over;
            if (mood == Mood.AWAY) {
                return;
            }
            if (mood == Mood.HANGS) {
                until.await();
                return;
            }
            var answer = ExportTraceServiceResponse.newBuilder();
            if (mood == Mood.TAKES_SOME) {
                answer.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(1)
                        .setErrorMessage("One was too old"));
            }
            var status = mood == Mood.REFUSES ? 400 : take(exchange, body);
            var bytes = answer.build().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int take(HttpExchange exchange, byte[] body) {
        try {
            check(exchange);
            var request = ExportTraceServiceRequest.parseFrom(body);
            bodies.add(new String(body, ISO_8859_1));
            request.getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
            return 200;
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            complaints.add(e.getMessage());
            return 400;
        }
    }

    private static void check(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().toString().equals("/v1/traces")) {
            throw new IllegalArgumentException(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        }
        if (!"application/x-protobuf".equals(headers.getFirst("Content-Type"))) {
            throw new IllegalArgumentException("Content-Type: " + headers.getFirst("Content-Type"));
        }
        if (!"a,b+c".equals(headers.getFirst("x-team"))) {
            throw new IllegalArgumentException("The team is " + headers.getFirst("x-team"));
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
