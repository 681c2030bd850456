import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Phones that send events, in gzipped batches of 20. Run by {@code src/bench/run events}.
 *
 * <p>PORT SHOWN SECONDS: from 8 connections, each the next when it has its answer. Prints how many were taken, in how many microseconds, how many
 * batches were not, and the median and 95th percentile of the answers in milliseconds.
 *
 * <p>PORT SHOWN SECONDS RATE TOKEN: so many events a second, at times that were set before, whatever comes of them. In every fifth batch an event is
 * looked for by SQL, over and over, as the admin whose token that is. Prints how many of those were looked for and how many seen, and the
 * median, the 95th percentile and the most of the milliseconds from when the batch should have been sent until an answer had the row.
 *
 * <p>SHOWN is a file of dubs that were watched, each with the context that came with it.
 */
class Events {

    private static final int CONNECTIONS = 8;
    private static final int TOGETHER = 20;
    private static final int LOOKED_FOR = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern SESSION = Pattern.compile("fresh-(\\d+)");
    private static final List<String> COUNTRIES = List.of("DE", "US", "BR", "IN", "FR", "MX", "GB", "TR");

    private static List<String[]> shown;

    public static void main(String[] arguments) throws InterruptedException, IOException {
        shown = Files.readAllLines(Path.of(arguments[1])).stream()
                .map(line -> line.split("\t"))
                .toList();
        var root = "http://127.0.0.1:" + arguments[0];
        var address = URI.create(root + "/v1/events");
        if (arguments.length > 3) {
            var rate = Integer.parseInt(arguments[3]);
            new Freshness(root, address, Integer.parseInt(arguments[2]) * rate / TOGETHER, rate, arguments[4]).measure();
            return;
        }
        var until = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[2])).toNanos();
        var begun = System.nanoTime();
        var taken = new AtomicInteger();
        var failed = new AtomicInteger();
        var times = new ConcurrentLinkedQueue<Long>();
        var threads = new ArrayList<Thread>();
        for (var connection = 0; connection < CONNECTIONS; connection++) {
            var chance = new SplittableRandom(connection + begun);
            var thread = new Thread(() -> {
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                while (System.nanoTime() < until) {
                    var at = System.nanoTime();
                    if (send(http, address, batch(chance, null))) {
                        taken.addAndGet(TOGETHER);
                        times.add(System.nanoTime() - at);
                    } else {
                        failed.incrementAndGet();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (var thread : threads) {
            thread.join();
        }
        var sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        System.out.printf(
                "RESULT %d %d %d %.1f %.1f%n",
                taken.get(),
                (System.nanoTime() - begun) / 1_000,
                failed.get(),
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 95 / 100) / 1e6);
    }

    private static boolean send(HttpClient http, URI address, byte[] body) {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 202 && answer.body().contains("\"accepted\":" + TOGETHER);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** At set times, so that a server that is late is late for all who come meanwhile. */
    private static final class Freshness {

        private final String root;
        private final URI address;
        private final int batches;
        private final long interval;
        private final String token;
        private final long begun = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        private final Instant begunAt = Instant.now();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final ConcurrentSkipListSet<Integer> unseen = new ConcurrentSkipListSet<>();
        private final ArrayList<Long> ages = new ArrayList<>();

        Freshness(String root, URI address, int batches, int rate, String token) {
            this.root = root;
            this.address = address;
            this.batches = batches;
            this.interval = Duration.ofSeconds(TOGETHER).toNanos() / rate;
            this.token = token;
        }

        private long due(int batch) {
            return begun + batch * interval;
        }

        void measure() throws InterruptedException {
            for (var batch = 0; batch < batches; batch += LOOKED_FOR) {
                unseen.add(batch);
            }
            var lookedFor = unseen.size();
            var threads = new ArrayList<Thread>();
            for (var connection = 0; connection < 2 * CONNECTIONS; connection++) {
                var thread = new Thread(this::sendSome);
                threads.add(thread);
                thread.start();
            }
            var patience = due(batches) + PATIENCE.toNanos();
            var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            while (!unseen.isEmpty() && System.nanoTime() < patience) {
                look(http);
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            for (var thread : threads) {
                thread.join();
            }
            Collections.sort(ages);
            System.out.printf(
                    "FRESH %d %d %d %.0f %.0f %.0f%n",
                    lookedFor,
                    ages.size(),
                    failed.get(),
                    ages.get(ages.size() / 2) / 1e6,
                    ages.get(ages.size() * 95 / 100) / 1e6,
                    ages.get(ages.size() - 1) / 1e6);
        }

        private void sendSome() {
            var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            for (var batch = next.getAndIncrement(); batch < batches; batch = next.getAndIncrement()) {
                var body = batch(new SplittableRandom(batch + begun), batch % LOOKED_FOR == 0 ? "fresh-" + batch : null);
                while (System.nanoTime() < due(batch)) {
                    LockSupport.parkNanos(due(batch) - System.nanoTime());
                }
                if (!send(http, address, body)) {
                    failed.incrementAndGet();
                }
            }
        }

        /** Those that came in since a little before the oldest that is looked for. */
        private void look(HttpClient http) throws InterruptedException {
            var since = begunAt.plusNanos(due(unseen.first()) - begun).minusSeconds(1);
            var sql = "select session_id from events where received_at > timestamp '" + since.toString().replace("Z", "")
                    + "' and session_id like 'fresh-%'";
            var request = HttpRequest.newBuilder(URI.create(root + "/v1/admin/analytics/query"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .POST(BodyPublishers.ofString("{\"sql\":\"" + sql + "\"}"))
                    .build();
            try {
                var answer = http.send(request, BodyHandlers.ofString());
                var now = System.nanoTime();
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(answer.body());
                }
                SESSION.matcher(answer.body()).results().forEach(found -> {
                    var batch = Integer.parseInt(found.group(1));
                    if (unseen.remove(batch)) {
                        ages.add(now - due(batch));
                    }
                });
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param session of the first event; null: that of its phone */
    private static byte[] batch(SplittableRandom chance, String session) {
        var now = Instant.now();
        var phone = chance.nextInt(100_000);
        var country = COUNTRIES.get(phone % COUNTRIES.size());
        var text = new StringBuilder("{\"sent_at\":\"" + now + "\",\"events\":[");
        for (var number = 0; number < TOGETHER; number++) {
            var dub = shown.get(chance.nextInt(shown.size()));
            text.append(number == 0 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(new UUID(chance.nextLong(), chance.nextLong()))
                    .append("\",\"name\":\"play_ended\",\"occurred_at\":\"")
                    .append(now.minusMillis(chance.nextInt(60_000)))
                    .append("\",\"context\":{\"installation_id\":\"phone-")
                    .append(phone)
                    .append("\",\"session_id\":\"")
                    .append(number == 0 && session != null ? session : "session-" + phone)
                    .append("\",\"country\":\"")
                    .append(country)
                    .append("\",\"language\":\"en\",\"platform\":\"ios\",\"app_version\":\"4.2.0\"},\"properties\":{\"dub_id\":\"")
                    .append(dub[0])
                    .append("\",\"feed\":\"for-you\",\"context\":\"")
                    .append(dub[1])
                    .append("\",\"watched_ms\":")
                    .append(chance.nextInt(15_000))
                    .append(",\"length_ms\":10000}}");
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
