import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * People who search, so many a second, whether those before them have their answers or not: an answer's time counts from when it should
 * have been asked for. Prints how many were answered, how many were not, how many of the answers had a hit, and the median and the 99th
 * percentile in milliseconds. What is asked in the first {@value #WARMUP} seconds, while this process itself is slow, does not count.
 *
 * <p>Run by {@code src/bench/run search}: PORT TOKEN QUERIES PER_SECOND SECONDS.
 */
class Search {

    private static final int WARMUP = 10;

    public static void main(String[] arguments) throws IOException {
        var queries = Files.readAllLines(Path.of(arguments[2]));
        var perSecond = Integer.parseInt(arguments[3]);
        var uncounted = perSecond * WARMUP;
        var all = uncounted + perSecond * Integer.parseInt(arguments[4]);
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var times = new ConcurrentLinkedQueue<Long>();
        var failed = new AtomicInteger();
        var found = new AtomicInteger();
        var answers = new ArrayList<CompletableFuture<?>>();
        var begun = System.nanoTime();
        for (var n = 0; n < all; n++) {
            var counts = n >= uncounted;
            var due = begun + n * (1_000_000_000L / perSecond);
            LockSupport.parkNanos(due - System.nanoTime());
            var query = URLEncoder.encode(queries.get(n * 7 % queries.size()), StandardCharsets.UTF_8);
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + arguments[0] + "/v1/search?limit=20&q=" + query))
                    .header("Authorization", "Bearer " + arguments[1])
                    .timeout(Duration.ofSeconds(10))
                    .build();
            answers.add(http.sendAsync(request, BodyHandlers.ofString()).handle((answer, failure) -> {
                if (!counts) {
                    return answer;
                }
                if (failure != null || answer.statusCode() != 200) {
                    failed.incrementAndGet();
                } else {
                    times.add(System.nanoTime() - due);
                    found.addAndGet(answer.body().contains("\"kind\":") ? 1 : 0);
                }
                return answer;
            }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        var sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        System.out.printf(
                "RESULT %d %d %d %.1f %.1f%n",
                sorted.size(),
                failed.get(),
                found.get(),
                share(sorted, 50),
                share(sorted, 99));
        System.exit(0);
    }

    /** In milliseconds; 0 where nothing was answered. */
    private static double share(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() * percent / 100) / 1e6;
    }
}
