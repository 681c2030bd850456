import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * Phones that send events: gzipped batches of 20, from 8 connections, each the next when it has its answer. Prints how many were taken,
 * in how many microseconds, how many batches were not, and the median and 95th percentile of the answers in milliseconds.
 *
 * <p>Run by {@code src/bench/run events}: PORT SECONDS.
 */
class Events {

    private static final int CONNECTIONS = 8;
    private static final int TOGETHER = 20;
    private static final List<String> COUNTRIES = List.of("DE", "US", "BR", "IN", "FR", "MX", "GB", "TR");

    public static void main(String[] arguments) throws InterruptedException {
        var address = URI.create("http://127.0.0.1:" + arguments[0] + "/v1/events");
        var until = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos();
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
                    if (send(http, address, batch(chance))) {
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

    private static byte[] batch(SplittableRandom chance) {
        var now = Instant.now();
        var phone = chance.nextInt(100_000);
        var country = COUNTRIES.get(phone % COUNTRIES.size());
        var text = new StringBuilder("{\"sent_at\":\"" + now + "\",\"events\":[");
        for (var number = 0; number < TOGETHER; number++) {
            text.append(number == 0 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(new UUID(chance.nextLong(), chance.nextLong()))
                    .append("\",\"name\":\"play_ended\",\"occurred_at\":\"")
                    .append(now.minusMillis(chance.nextInt(60_000)))
                    .append("\",\"context\":{\"installation_id\":\"phone-")
                    .append(phone)
                    .append("\",\"session_id\":\"session-")
                    .append(phone)
                    .append("\",\"country\":\"")
                    .append(country)
                    .append("\",\"language\":\"en\",\"platform\":\"ios\",\"app_version\":\"4.2.0\"},\"properties\":{\"dub_id\":\"")
                    .append(new UUID(7, chance.nextInt(10_000)))
                    .append("\",\"feed\":\"for-you\",\"watched_ms\":")
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
