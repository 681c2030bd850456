import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * Phones that upload films at a steady rate, whether or not the earlier ones are done, and what passes through the API meanwhile. An
 * upload is opened, put into storage and completed; as phones do, whatever gets no answer, or one of 5xx, is sent again up to four
 * times, after 0.2 s, 0.4 s and so on. Every byte to and from the API goes through a relay that counts; so does what the API itself
 * reads from storage, which is the embedded server in this process.
 *
 * <p>Run by {@code src/bench/run uploads}: FILM API_PORT STORE_PORT STORE_FOLDER, where the API is told STORE_PORT.
 *
 * <p>Environment: UPLOADS_PER_SECOND (35), UPLOADS_SECONDS (60), UPLOADS_BYTES (1048576).
 */
class Uploads {

    private static final int PEOPLE = 100;
    private static final int THREADS = 64;
    private static final int TRIES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI api;
    private final byte[] film;
    private final int bytes;
    private final Map<String, ConcurrentLinkedQueue<Long>> micros = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final AtomicInteger ready = new AtomicInteger();
    private final Map<String, AtomicInteger> repeated = new ConcurrentHashMap<>();

    Uploads(URI api, byte[] film, int bytes) {
        this.api = api;
        this.film = film;
        this.bytes = Math.max(bytes, film.length + 16);
    }

    public static void main(String[] arguments) throws Exception {
        var perSecond = setting("UPLOADS_PER_SECOND", 35);
        var seconds = setting("UPLOADS_SECONDS", 60);
        var apiRelay = new Relay(0, Integer.parseInt(arguments[1]));
        var storeRelay = store(arguments);
        var film = Files.readAllBytes(Path.of(arguments[0]));
        var uploads = new Uploads(
                URI.create("http://127.0.0.1:" + apiRelay.port()), film, setting("UPLOADS_BYTES", 1 << 20));

        var tokens = uploads.signIn();
        // Compilers and pools warm up on a tenth of it.
        uploads.run(tokens, perSecond, Math.max(5, seconds / 10));
        uploads.forget();
        var apiBefore = apiRelay.read();
        var storeBefore = storeRelay.read();
        var took = uploads.run(tokens, perSecond, seconds);
        uploads.report(perSecond, seconds, took, apiRelay.since(apiBefore), storeRelay.since(storeBefore));
        System.exit(uploads.failures.isEmpty() ? 0 : 1);
    }

    private static int setting(String name, int otherwise) {
        var value = System.getenv(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private static Relay store(String[] arguments) throws Exception {
        var folder = Path.of(arguments[3]).toAbsolutePath();
        Files.createDirectories(folder.resolve(System.getenv("UPLOADS_STORAGE_BUCKET")));
        var store = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        System.getenv("AWS_ACCESS_KEY_ID"),
                        System.getenv("AWS_SECRET_ACCESS_KEY"))
                .ignoreUnknownHeaders(true)
                .build();
        store.start();
        return new Relay(Integer.parseInt(arguments[2]), store.getPort());
    }

    private List<String> signIn() throws Exception {
        var tokens = new String[PEOPLE];
        for (var n = 0; n < PEOPLE; n++) {
            tokens[n] = json("POST", "/v1/auth/device", null, "{}").path("access_token").asText();
        }
        return Arrays.asList(tokens);
    }

    /** Milliseconds from the first upload to the end of the last. */
    private long run(List<String> tokens, int perSecond, int seconds) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        var begun = System.nanoTime();
        for (var n = 0; n < perSecond * seconds; n++) {
            var due = begun + n * 1_000_000_000L / perSecond;
            var token = tokens.get(n % tokens.size());
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            threads.execute(() -> upload(token, due));
        }
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Uploads hang");
        }
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private void forget() {
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Warming up fails: " + failures);
        }
        micros.clear();
        repeated.clear();
        ready.set(0);
    }

    /** Measured from when it was due, so that waiting for a thread counts. */
    private void upload(String token, long due) {
        try {
            var content = content();
            var plan = JSON.writeValueAsString(Map.of(
                    "kind", "dub_video", "content_type", "video/mp4", "size_bytes", content.length, "sha256", sha256(content)));
            var opened = json("POST", "/v1/uploads", token, plan);
            measured("open", due);
            var putAt = System.nanoTime();
            put(opened.path("put"), content);
            measured("put", putAt);
            var completeAt = System.nanoTime();
            var done = json("POST", "/v1/uploads/" + opened.path("id").asText() + "/complete", token, "");
            measured("complete", completeAt);
            measured("all", due);
            if (!done.path("state").asText().equals("ready")) {
                throw new Failed("state " + done.path("state").asText());
            }
            ready.incrementAndGet();
        } catch (Exception e) {
            var why = e instanceof Failed ? e.getMessage() : e.toString();
            failures.computeIfAbsent(why, key -> new AtomicInteger()).incrementAndGet();
        }
    }

    /** The film and a box that players skip; no two are alike. */
    private byte[] content() {
        var box = bytes - film.length;
        return ByteBuffer.allocate(bytes)
                .put(film)
                .putInt(box)
                .put("free".getBytes())
                .putLong(System.nanoTime())
                .array();
    }

    private void put(JsonNode put, byte[] content) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(put.path("url").asText()))
                .timeout(Duration.ofSeconds(60))
                .PUT(BodyPublishers.ofByteArray(content));
        for (var header : put.path("headers").properties()) {
            if (!header.getKey().equals("content-length")) {
                request.header(header.getKey(), header.getValue().asText());
            }
        }
        var answer = send("put", request.build());
        // What is there already (412) came with a try that got no answer.
        if (answer.statusCode() != 200 && answer.statusCode() != 412) {
            throw new Failed("put " + answer.statusCode());
        }
    }

    private HttpResponse<String> send(String step, HttpRequest request) throws Exception {
        for (var tries = 1; ; tries++) {
            try {
                var answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() < 500 && !answer.body().contains("upload_completing") || tries == TRIES) {
                    return answer;
                }
                again(step + " " + answer.statusCode());
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
                again(step + " " + e.getClass().getSimpleName());
            }
            TimeUnit.MILLISECONDS.sleep(100L << tries);
        }
    }

    private void again(String why) {
        repeated.computeIfAbsent(why, key -> new AtomicInteger()).incrementAndGet();
    }

    private JsonNode json(String method, String path, String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (method.equals("POST")) {
            // A second try finds what the first one made.
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        var step = path.replaceAll("[0-9a-f-]{36}", "{id}");
        var answer = send(step, request.build());
        if (answer.statusCode() / 100 != 2) {
            throw new Failed(step + " " + answer.statusCode() + " "
                    + JSON.readTree(answer.body()).path("code").asText());
        }
        return JSON.readTree(answer.body());
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private void measured(String step, long since) {
        micros.computeIfAbsent(step, key -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - since) / 1_000);
    }

    private void report(int perSecond, int seconds, long tookMs, long[] apiBytes, long[] storeBytes) {
        say("%d of %d uploads of %,d bytes ready, %d failed, in %.1f s: %.1f a second (asked for: %d)",
                ready.get(), perSecond * seconds, bytes, perSecond * seconds - ready.get(), tookMs / 1e3, ready.get() * 1e3 / tookMs, perSecond);
        repeated.forEach((why, count) -> say("sent again %d times: %s", count.get(), why));
        say("phones to API        %.3f MB/s, %,d bytes an upload", apiBytes[0] / 1e3 / tookMs, apiBytes[0] / Math.max(1, ready.get()));
        say("API to phones        %.3f MB/s, %,d bytes an upload", apiBytes[1] / 1e3 / tookMs, apiBytes[1] / Math.max(1, ready.get()));
        // Answers to phones among them, so a little too much.
        say("storage to API       %.3f MB/s, %,d bytes an upload", storeBytes[1] / 1e3 / tookMs, storeBytes[1] / Math.max(1, ready.get()));
        say("into the API in all  %.3f MB/s (aim: below 1)", (apiBytes[0] + storeBytes[1]) / 1e3 / tookMs);
        say("phones to storage    %.3f MB/s", (double) ready.get() * bytes / 1e3 / tookMs);
        new TreeMap<>(micros).forEach((step, times) -> {
            var sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
            say("%-9s ms: median %.1f, p99 %.1f, longest %.1f", step, at(sorted, 50), at(sorted, 99), at(sorted, 100));
        });
        failures.forEach((why, count) -> say("FAILED %d: %s", count.get(), why));
    }

    private static double at(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e3;
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    private static final class Failed extends Exception {
        Failed(String message) {
            super(message);
        }
    }

    /** Hands bytes on and counts them. */
    private static final class Relay {

        private final ServerSocket door;
        private final int target;
        private final AtomicLong there = new AtomicLong();
        private final AtomicLong back = new AtomicLong();

        Relay(int port, int target) throws IOException {
            this.door = new ServerSocket(port, 512, InetAddress.getLoopbackAddress());
            this.target = target;
            start(this::welcome);
        }

        int port() {
            return door.getLocalPort();
        }

        long[] read() {
            return new long[] {there.get(), back.get()};
        }

        long[] since(long[] before) {
            return new long[] {there.get() - before[0], back.get() - before[1]};
        }

        private void welcome() {
            while (true) {
                try {
                    var guest = door.accept();
                    var host = new Socket(InetAddress.getLoopbackAddress(), target);
                    guest.setTcpNoDelay(true);
                    host.setTcpNoDelay(true);
                    start(() -> copy(guest, host, there));
                    start(() -> copy(host, guest, back));
                } catch (IOException e) {
                    say("relay: %s", e);
                }
            }
        }

        private static void copy(Socket from, Socket to, AtomicLong count) {
            var buffer = new byte[64 << 10];
            try (from; to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    count.addAndGet(length);
                    out.write(buffer, 0, length);
                }
            } catch (IOException e) {
                // Who hangs up, hangs up.
            }
        }

        private static void start(Runnable work) {
            var thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
        }
    }
}
