import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers whatever is asked as Algolia answers a query that finds the tags hidden1 to hiddenN, and each write with a task that is done.
 * Arguments: port, N.
 */
final class AlgoliaSink {

    public static void main(String[] arguments) throws IOException {
        var hits = IntStream.rangeClosed(1, Integer.parseInt(arguments[1]))
                .mapToObj(n -> "{\"objectID\":\"tag:hidden" + n + "\",\"popularity\":" + n + "}")
                .collect(Collectors.joining(","));
        var answer = ("{\"hits\":[" + hits + "],\"items\":[],\"results\":[],\"queryID\":\"" + "0".repeat(32)
                        + "\",\"taskID\":1,\"status\":\"published\"}")
                .getBytes(StandardCharsets.UTF_8);
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 1_000);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> answer(exchange, answer));
        server.start();
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
