import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/**
 * As much of AWS Lambda as docker/functions and the app need: functions are created from a zip file and called, each call in a thread of
 * its own, with no other class than those in the zip. GET /counts answers "calls seconds" of each function. Arguments: port, a folder.
 */
final class Functions {

    private static final String API = "/2015-03-31/functions";
    private static final Pattern NAME = Pattern.compile(API + "/([A-Za-z0-9_-]+)(/\\w+)?");

    private final Map<String, Function> functions = new ConcurrentHashMap<>();
    private final Path folder;

    private Functions(Path folder) {
        this.folder = folder;
    }

    private record Function(Object handler, Method method, AtomicLong calls, AtomicLong nanos) {}

    public static void main(String[] arguments) throws IOException {
        var functions = new Functions(Path.of(arguments[1]));
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 1_000);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", functions::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            var named = NAME.matcher(path);
            var name = named.matches() ? named.group(1) : "";
            var function = functions.get(name);
            if (path.equals("/counts")) {
                answer(exchange, 200, counts().getBytes(StandardCharsets.UTF_8));
            } else if (path.equals(API)) {
                create(new String(body, StandardCharsets.UTF_8));
                answer(exchange, 201, "{\"State\":\"Active\"}".getBytes(StandardCharsets.UTF_8));
            } else if (function == null) {
                exchange.getResponseHeaders().add("X-Amzn-ErrorType", "ResourceNotFoundException");
                answer(exchange, 404, "{\"Message\":\"Function not found\"}".getBytes(StandardCharsets.UTF_8));
            } else if (path.endsWith("/invocations")) {
                call(exchange, function, body);
            } else {
                answer(
                        exchange,
                        200,
                        "{\"State\":\"Active\",\"LastUpdateStatus\":\"Successful\"}"
                                .getBytes(StandardCharsets.UTF_8));
            }
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    private void create(String json) throws IOException, ReflectiveOperationException {
        var name = text(json, "FunctionName");
        var jars = new ArrayList<URL>();
        try (var zip = new ZipInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text(json, "ZipFile"))))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().matches("lib/[^/]+\\.jar")) {
                    var jar = folder.resolve(name).resolve(Path.of(entry.getName()).getFileName());
                    Files.createDirectories(jar.getParent());
                    Files.copy(zip, jar);
                    jars.add(jar.toUri().toURL());
                }
            }
        }
        var loader = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        var type = loader.loadClass(text(json, "Handler"));
        var handler = type.getConstructor().newInstance();
        for (var method : type.getMethods()) {
            if (method.getName().equals("handleRequest")) {
                functions.put(name, new Function(handler, method, new AtomicLong(), new AtomicLong()));
            }
        }
    }

    private static String text(String json, String field) {
        var value = Pattern.compile("\"" + field + "\": *\"([^\"]*+)\"").matcher(json);
        if (!value.find()) {
            throw new IllegalArgumentException("There is no " + field);
        }
        return value.group(1);
    }

    private static void call(HttpExchange exchange, Function function, byte[] body)
            throws IOException, ReflectiveOperationException {
        var begun = System.nanoTime();
        InputStream in = new ByteArrayInputStream(body);
        OutputStream out = new ByteArrayOutputStream();
        Thread.currentThread().setContextClassLoader(function.handler.getClass().getClassLoader());
        function.method.invoke(function.handler, in, out, null);
        function.nanos.addAndGet(System.nanoTime() - begun);
        function.calls.incrementAndGet();
        answer(exchange, 200, ((ByteArrayOutputStream) out).toByteArray());
    }

    private String counts() {
        var text = new StringBuilder();
        functions.forEach((name, function) ->
                text.append(name + " " + function.calls + " " + function.nanos.get() / 1_000_000_000.0 + "\n"));
        return text.toString();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
