package io.overdub.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Stands in front of a node and misbehaves when it is told to. It knows who may come in, and keeps what it was sent. */
final class TroubledElasticsearch implements AutoCloseable {

    static final String API_KEY = "a2V5OmZvciB0ZXN0cw==";

    /** What befalls the next calls, one each. */
    enum Fault {
        NONE,
        /** 429, not done. */
        TOO_MANY_CALLS,
        /** 503, not done. */
        UNAVAILABLE,
        /** Done, and no answer. */
        DOES_IT_AND_FALLS_SILENT,
        /** 200, and the first document was not taken for now. */
        REJECTS_ONE,
        /** 200, and the first document was turned away, such as by a block on writes. */
        FORBIDS_ONE,
        /** 200, and the first document will never be taken. */
        CANNOT_READ_ONE,
        /** Somebody makes an index of that name a moment before. */
        BEATEN,
        /** 200, from some shards only. */
        FINDS_HALF,
        /** 200, from something in between. */
        TALKS_HTML
    }

    private final URI node;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> bulks = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    TroubledElasticsearch(URI node) throws IOException {
        this.node = node;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Of the calls that write, search or make an index: others go well. */
    void next(Fault... some) {
        faults.addAll(List.of(some));
    }

    List<String> bulks() {
        return List.copyOf(bulks);
    }

    int calls() {
        return calls.size();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var path = exchange.getRequestURI().toString();
            calls.add(path);
            if (!("ApiKey " + API_KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"error\":{\"type\":\"security_exception\"},\"status\":401}");
                return;
            }
            var matters = path.contains("_bulk")
                    || path.contains("_search")
                    || exchange.getRequestMethod().equals("PUT");
            var fault = Optional.ofNullable(matters ? faults.poll() : null).orElse(Fault.NONE);
            if (path.contains("_bulk")) {
                bulks.add(body);
            }
            switch (fault) {
                case TOO_MANY_CALLS ->
                    send(exchange, 429, "{\"error\":{\"type\":\"es_rejected_execution_exception\"}}");
                case UNAVAILABLE -> send(exchange, 503, "{\"error\":{\"type\":\"unavailable_shards_exception\"}}");
                case TALKS_HTML -> send(exchange, 200, "<html>hello</html>");
                case DOES_IT_AND_FALLS_SILENT -> {
                    pass(exchange, body);
                    over.await();
                }
                case REJECTS_ONE -> change(exchange, without(body), answer -> withFirst(answer, 429));
                case FORBIDS_ONE -> change(exchange, without(body), answer -> withFirst(answer, 403));
                case CANNOT_READ_ONE -> change(exchange, without(body), answer -> withFirst(answer, 400));
                case BEATEN -> {
                    client.send(
                            HttpRequest.newBuilder(node.resolve(path))
                                    .PUT(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
                    change(exchange, body, answer -> answer);
                }
                case FINDS_HALF -> change(exchange, body, answer -> answer.replace("\"failed\":0", "\"failed\":1"));
                case NONE -> change(exchange, body, answer -> answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first document is left out. */
    private static String without(String bulk) {
        var lines = new ArrayList<>(List.of(bulk.split("\n")));
        lines.subList(0, 2).clear();
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String withFirst(String answer, int status) {
        var item = "{\"index\":{\"status\":" + status + ",\"error\":{\"type\":\"x\",\"reason\":\"not this one\"}}}";
        return "{\"errors\":true,\"items\":[" + item
                + (answer.contains("\"items\":[") ? "," + answer.substring(answer.indexOf("\"items\":[") + 9) : "]}");
    }

    private void change(HttpExchange exchange, String body, UnaryOperator<String> by)
            throws IOException, InterruptedException {
        if (body.isEmpty() && exchange.getRequestURI().getPath().endsWith("_bulk")) {
            send(exchange, 200, by.apply(""));
            return;
        }
        var answer = pass(exchange, body);
        send(exchange, answer.statusCode(), by.apply(answer.body()));
    }

    private HttpResponse<String> pass(HttpExchange exchange, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        node.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofString(body));
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
