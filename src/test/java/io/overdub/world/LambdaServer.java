package io.overdub.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Invoke API of AWS Lambda, signed, for synchronous calls; it runs the handlers that it was given. What the real one would refuse is
 * refused and kept as a complaint. It misbehaves when it is told to.
 */
public final class LambdaServer implements AutoCloseable {

    /** What befalls the next calls of a function, one each. */
    public enum Fault {
        THROTTLES,
        /** 500, and the function did not run. */
        FAILS,
        /** 200 with a function error: it broke down before it did anything. */
        BREAKS_DOWN,
        /** 200 with a function error: it broke down when all was done. */
        DOES_IT_AND_BREAKS_DOWN,
        /** It ran, and no answer came. */
        DOES_IT_AND_HANGS_UP,
        /** Two environments get the same call; the second answers. */
        RUNS_TWICE,
        /** 200 with something that is not the function's answer. */
        MUMBLES
    }

    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([A-Za-z0-9_-]{1,64})/invocations");
    private static final int MOST_BYTES = 256 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, RequestStreamHandler> functions = new ConcurrentHashMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    public LambdaServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void runs(String name, RequestStreamHandler handler) {
        functions.put(name, handler);
    }

    public synchronized void next(String function, Fault... befalls) {
        faults.put(function, new ArrayDeque<>(List.of(befalls)));
    }

    public synchronized int calls(String function) {
        return calls.getOrDefault(function, 0);
    }

    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = PATH.matcher(exchange.getRequestURI().getPath());
            var type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
            var signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!exchange.getRequestMethod().equals("POST")
                    || !path.matches()
                    || type != null && !type.equals("RequestResponse")
                    || !signature.contains("/eu-central-1/lambda/aws4_request")
                    || body.length > MOST_BYTES) {
                complain(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + type + " of "
                        + body.length);
                answer(
                        exchange,
                        400,
                        "InvalidRequestContentException",
                        null,
                        "{\"message\":\"What is that?\"}".getBytes(UTF_8));
                return;
            }
            var handler = functions.get(path.group(1));
            if (handler == null) {
                answer(
                        exchange,
                        404,
                        "ResourceNotFoundException",
                        null,
                        "{\"message\":\"Function not found\"}".getBytes(UTF_8));
                return;
            }
            act(exchange, fault(path.group(1)), handler, body);
        }
    }

    private synchronized @Nullable Fault fault(String function) {
        calls.merge(function, 1, Integer::sum);
        var waiting = faults.get(function);
        return waiting == null ? null : waiting.poll();
    }

    private synchronized void complain(String what) {
        complaints.add(what);
    }

    private static void act(HttpExchange exchange, @Nullable Fault fault, RequestStreamHandler handler, byte[] body)
            throws IOException {
        if (fault == Fault.THROTTLES) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(
                    exchange,
                    429,
                    "TooManyRequestsException",
                    null,
                    "{\"Reason\":\"ConcurrentInvocationLimitExceeded\",\"message\":\"Rate Exceeded.\"}"
                            .getBytes(UTF_8));
            return;
        }
        if (fault == Fault.FAILS) {
            answer(exchange, 500, "ServiceException", null, "{\"message\":\"We failed\"}".getBytes(UTF_8));
            return;
        }
        if (fault == Fault.BREAKS_DOWN) {
            answer(
                    exchange,
                    200,
                    null,
                    "Unhandled",
                    "{\"errorMessage\":\"out of memory\",\"errorType\":\"Runtime.ExitError\"}".getBytes(UTF_8));
            return;
        }
        if (fault == Fault.MUMBLES) {
            answer(exchange, 200, null, null, "null".getBytes(UTF_8));
            return;
        }
        if (fault == Fault.RUNS_TWICE) {
            run(handler, body);
        }
        try {
            var result = run(handler, body);
            if (fault == Fault.DOES_IT_AND_HANGS_UP) {
                return;
            }
            if (fault == Fault.DOES_IT_AND_BREAKS_DOWN) {
                answer(exchange, 200, null, "Unhandled", "{\"errorMessage\":\"timed out\"}".getBytes(UTF_8));
                return;
            }
            answer(exchange, 200, null, null, result);
        } catch (IOException e) {
            answer(exchange, 200, null, "Handled", "{\"errorMessage\":\"it threw\"}".getBytes(UTF_8));
        }
    }

    private static byte[] run(RequestStreamHandler handler, byte[] body) throws IOException {
        var output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(body), output, null);
        return output.toByteArray();
    }

    private static void answer(
            HttpExchange exchange, int status, @Nullable String error, @Nullable String functionError, byte[] body)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.add("Content-Type", "application/json");
        if (error != null) {
            headers.add("x-amzn-ErrorType", error);
        }
        if (functionError != null) {
            headers.add("X-Amz-Function-Error", functionError);
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
