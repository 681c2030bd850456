package io.overdub.quotes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.overdub.world.DemoMedia;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where imports fetch from in tests: the same address always has the same sound, and no other address has it. */
public final class SoundHost implements QuarkusTestResourceLifecycleManager {

    private static final int TOO_MANY = 8 * 1024 * 1024 + 1;

    private final AtomicInteger stumbles = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server = listening();

    @Override
    public Map<String, String> start() {
        server.setExecutor(threads);
        server.createContext("/good", exchange -> answer(exchange, 200, soundAt(exchange.getRequestURI())));
        server.createContext("/text", exchange -> answer(exchange, 200, "not a sound".getBytes(UTF_8)));
        server.createContext("/missing", exchange -> answer(exchange, 404, new byte[0]));
        server.createContext("/broken", exchange -> answer(exchange, 503, new byte[0]));
        server.createContext("/huge", exchange -> answer(exchange, 200, new byte[TOO_MANY]));
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().getQuery());
            answer(exchange, 302, new byte[0]);
        });
        server.createContext(
                "/stumbling",
                exchange -> answer(
                        exchange, stumbles.getAndIncrement() < 2 ? 500 : 200, soundAt(exchange.getRequestURI())));
        server.start();
        // The second is a name that leads into a private network.
        var port = server.getAddress().getPort();
        return Map.of("quotes.sounds.origins", "http://127.0.0.1:" + port + ",http://localhost:" + port);
    }

    private static HttpServer listening() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    static String origin() {
        return ConfigProvider.getConfig().getValue("quotes.sounds.origins", String[].class)[0];
    }

    static int port() {
        return URI.create(origin()).getPort();
    }

    /** A real file, with its own address in a box that players skip. */
    static byte[] soundAt(URI address) {
        var file = DemoMedia.SOUND.bytes();
        var name = address.getRawQuery() == null
                ? new byte[0]
                : address.getRawQuery().getBytes(UTF_8);
        return ByteBuffer.allocate(file.length + 8 + name.length)
                .put(file)
                .putInt(8 + name.length)
                .put("free".getBytes(UTF_8))
                .put(name)
                .array();
    }
}
