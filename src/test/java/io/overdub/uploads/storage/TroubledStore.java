package io.overdub.uploads.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answers as S3 does on a bad day; what, the test says. A request that S3 would not even consider is refused before, and counts as a
 * fault of ours. Counts the requests that reached it.
 */
final class TroubledStore {

    private static final Pattern SIGNED = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential="
                    + LocalStore.KEYS.accessKeyId()
                    + "/\\d{8}/eu-central-1/s3/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*x-amz-date[a-z0-9;-]*, Signature=[0-9a-f]{64}");

    private static final List<Pattern> ALLOWED = Stream.of(
                    "(HEAD|GET|PUT|DELETE) /contract/[a-z]+/[0-9a-z-]+",
                    "HEAD /contract",
                    "GET /contract\\?list-type=2.*",
                    "GET /contract\\?uploads(&(prefix|key-marker|max-uploads)=[^&]*)*",
                    "POST /contract/[a-z]+/[0-9a-z-]+\\?uploads=?",
                    "(POST|DELETE) /contract/[a-z]+/[0-9a-z-]+\\?uploadId=[^&]+",
                    "GET /contract/[a-z]+/[0-9a-z-]+\\?(part-number-marker=\\d+&uploadId=[^&]+|uploadId=[^&]+(&part-number-marker=\\d+)?)")
            .map(Pattern::compile)
            .toList();

    private static final Pattern CHOSEN = Pattern.compile(
            "(<\\?xml[^>]*>)?\\s*<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                    + "(<Part>(<ETag>[^<]+</ETag>|<PartNumber>\\d+</PartNumber>){2}</Part>)+</CompleteMultipartUpload>");

    private static final Pattern NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");

    /** How one request is answered; the number counts from 1. */
    interface Mood {
        void answer(HttpExchange exchange, int number) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    TroubledStore(Mood mood) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var number = requests.incrementAndGet();
            var fault = faultOf(exchange, body);
            if (fault.isEmpty()) {
                answer(mood, exchange, number);
            } else {
                faults.add(fault);
                send(exchange, 400, error("InvalidRequest"));
            }
            exchange.close();
        });
        server.start();
    }

    private static void answer(Mood mood, HttpExchange exchange, int number) throws IOException {
        try {
            mood.answer(exchange, number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What S3 would not have taken from us. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private static String faultOf(HttpExchange exchange, String body) {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !SIGNED.matcher(authorization).matches()) {
            return request + " is signed by " + authorization;
        }
        if (ALLOWED.stream().noneMatch(allowed -> allowed.matcher(request).matches())) {
            return request + " is no operation of S3 that we use";
        }
        if (request.startsWith("POST") && request.contains("uploadId=")) {
            return CHOSEN.matcher(body).matches() && ascends(body) ? "" : request + " chooses parts by " + body;
        }
        return body.isEmpty() || request.startsWith("PUT") ? "" : request + " has a body: " + body;
    }

    private static boolean ascends(String body) {
        var numbers = NUMBER.matcher(body)
                .results()
                .map(number -> Integer.valueOf(number.group(1)))
                .toList();
        return numbers.equals(new ArrayList<>(new TreeSet<>(numbers)));
    }

    int requests() {
        return requests.get();
    }

    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String error(String code) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                + "</Code><Message>Not today</Message><RequestId>1</RequestId></Error>";
    }
}
