import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes what is published to the endpoints …/1 to …/N in the words of Amazon SNS, and says of how many it has taken how much: GET /counts
 * answers "calls devices repeated" since the last GET /forget. Arguments: port, N.
 */
final class SnsSink {

    private static final byte[] DONE = ("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                    + "<MessageId>01990000-0000-7000-8000-000000000000</MessageId></PublishResult><ResponseMetadata>"
                    + "<RequestId>1</RequestId></ResponseMetadata></PublishResponse>")
            .getBytes(StandardCharsets.UTF_8);
    private static final String TARGET = "TargetArn=";

    private final AtomicIntegerArray taken;
    private final AtomicLong calls = new AtomicLong();

    private SnsSink(int devices) {
        taken = new AtomicIntegerArray(devices + 1);
    }

    public static void main(String[] arguments) throws IOException {
        var sink = new SnsSink(Integer.parseInt(arguments[1]));
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 1_000);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/counts", sink::counts);
        server.createContext("/forget", sink::forget);
        server.createContext("/", sink::publish);
        server.start();
    }

    private void publish(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var start = body.indexOf(TARGET) + TARGET.length();
            var end = body.indexOf('&', start);
            var target = body.substring(start, end < 0 ? body.length() : end);
            taken.incrementAndGet(Integer.parseInt(target.substring(target.lastIndexOf("%2F") + 3)));
            calls.incrementAndGet();
            answer(exchange, DONE);
        }
    }

    private void counts(HttpExchange exchange) throws IOException {
        try (exchange) {
            var devices = 0;
            var repeated = 0;
            for (var device = 1; device < taken.length(); device++) {
                var times = taken.get(device);
                devices += Math.min(times, 1);
                repeated += Math.max(times - 1, 0);
            }
            answer(exchange, (calls + " " + devices + " " + repeated + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void forget(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (var device = 0; device < taken.length(); device++) {
                taken.set(device, 0);
            }
            calls.set(0);
            answer(exchange, DONE);
        }
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
