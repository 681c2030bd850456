import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;

/**
 * What Dubsmash carried, as its engineers published it: 1,667 requests a second, of which 92 of 100 read, 35 publish a dub and the rest
 * bring 2,000 events, 20 at once. An open model: requests leave when they are due, whether or not the earlier ones are answered, and an
 * answer has taken the time since its request was due. One thread paces, one speaks HTTP.
 *
 * <p>Run by {@code src/bench/run mix}: PORT SECONDS SCALE FIRST_UPLOAD, in the folder of the run; SCALE 1 is that load. For 20 s before, the
 * same load is carried and not counted: this process starts cold. Prints a line for each kind of request: its name, how many were asked, how
 * many failed, how many were told to come again, and within how many milliseconds 50, 95 and 99 of 100 of the others and the last were
 * answered; then how many were sent in all.
 */
class Mix {

    private static final int CONNECTIONS = 256;
    private static final int PATIENCE_MS = 10_000;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int READERS = 20;
    private static final int FIRST_PUBLISHER = 20;
    private static final int PUBLISHERS = 100;
    private static final int TOGETHER = 20;

    /** How many of each there are a second. What people read most is a guess: Dubsmash told the sum, not the parts. */
    private enum Kind {
        HOME(400),
        FOR_YOU(300),
        TRENDING(200),
        GET_DUB(334),
        QUOTES(150),
        PROFILE(100),
        SEARCH(50),
        PUBLISH(35),
        EVENTS(98);

        private final int perSecond;

        Kind(int perSecond) {
            this.perSecond = perSecond;
        }
    }

    /** What happened to one kind. Only the one event loop writes to it. */
    private static final class Tally {
        private final Histogram micros = new Histogram(60_000_000, 2);
        private long asked;
        private long away;
    }

    private final HttpClient http;
    private final int port;
    private final SplittableRandom chance = new SplittableRandom(42);
    private final List<String> tokens;
    private final List<String> dubs;
    private final List<String[]> shown;
    private final List<String> quotes;
    private final List<String> uploads;
    private final List<String> people;
    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    private final Tally uncounted = new Tally();
    private int published;
    private long underWay;
    private long sent;
    private long countedFrom;

    private Mix(Vertx vertx, int port, int firstUpload) throws IOException {
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.port = port;
        this.published = firstUpload;
        this.tokens = Files.readAllLines(Path.of("tokens.txt"));
        this.dubs = Files.readAllLines(Path.of("dubs.txt"));
        this.shown = Files.readAllLines(Path.of("shown.tsv")).stream()
                .map(line -> line.split("\t"))
                .toList();
        this.quotes = Files.readAllLines(Path.of("quotes.txt"));
        this.uploads = Files.readAllLines(Path.of("fresh.txt"));
        this.people = Files.readAllLines(Path.of("people.tsv")).stream()
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .toList();
        for (var kind : Kind.values()) {
            tallies.put(kind, new Tally());
        }
    }

    public static void main(String[] arguments) throws Exception {
        var vertx = Vertx.vertx();
        var mix = new Mix(vertx, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[3]));
        mix.run(vertx, Integer.parseInt(arguments[1]), Double.parseDouble(arguments[2]));
        mix.report();
        System.exit(0);
    }

    private void run(Vertx vertx, int seconds, double scale) throws InterruptedException {
        var loop = vertx.getOrCreateContext();
        var begun = System.nanoTime();
        countedFrom = begun + WARM_UP_NANOS;
        var end = countedFrom + TimeUnit.SECONDS.toNanos(seconds);
        var due = new EnumMap<Kind, Long>(Kind.class);
        for (var kind : Kind.values()) {
            due.put(kind, begun + chance.nextLong(gap(kind, scale)));
        }
        while (true) {
            var next = due.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
            var at = next.getValue();
            if (at >= end) {
                break;
            }
            // The scheduler of the machine wakes us late by some 50 µs; that counts as the app's.
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            loop.runOnContext(nothing -> ask(next.getKey(), at));
            next.setValue(at + gap(next.getKey(), scale));
        }
        var patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS + 1_000);
        while (System.nanoTime() < patience && underWay() > 0) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private synchronized long underWay() {
        return underWay;
    }

    private synchronized void count(int change) {
        underWay += change;
    }

    private static long gap(Kind kind, double scale) {
        return (long) (1e9 / kind.perSecond / scale);
    }

    private void ask(Kind kind, long due) {
        var tally = due < countedFrom ? uncounted : tallies.get(kind);
        tally.asked++;
        sent++;
        count(1);
        var options = options(kind);
        var body = body(kind);
        http.request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(answer -> answer.body().map(all -> outcome(kind, answer, all)))
                .otherwise(Outcome.FAILED)
                .onSuccess(outcome -> {
                    count(-1);
                    switch (outcome) {
                        case GOOD -> tally.micros.recordValue(Math.min(59_000_000, (System.nanoTime() - due) / 1_000));
                        case AWAY -> tally.away++;
                        case FAILED -> {}
                    }
                });
    }

    private enum Outcome {
        GOOD,
        AWAY,
        FAILED
    }

    private static Outcome outcome(Kind kind, HttpClientResponse answer, Buffer body) {
        if (answer.statusCode() == 503 && answer.getHeader("Retry-After") != null) {
            return Outcome.AWAY;
        }
        var good = answer.statusCode() / 100 == 2
                && (kind != Kind.EVENTS || body.toString().contains("\"accepted\":" + TOGETHER));
        return good ? Outcome.GOOD : Outcome.FAILED;
    }

    private RequestOptions options(Kind kind) {
        var options = new RequestOptions()
                .setPort(port)
                .setHost("127.0.0.1")
                .setTimeout(PATIENCE_MS)
                .setMethod(kind == Kind.PUBLISH || kind == Kind.EVENTS ? HttpMethod.POST : HttpMethod.GET)
                .setURI(path(kind))
                .putHeader("Authorization", "Bearer " + token(kind))
                .putHeader("Content-Type", "application/json");
        if (kind == Kind.PUBLISH) {
            options.putHeader("Idempotency-Key", "bench-mix-%012d".formatted(published));
        }
        if (kind == Kind.EVENTS) {
            options.putHeader("Content-Encoding", "gzip");
        }
        return options;
    }

    private String token(Kind kind) {
        return tokens.get(
                kind == Kind.PUBLISH ? FIRST_PUBLISHER + published % PUBLISHERS : chance.nextInt(READERS));
    }

    private String path(Kind kind) {
        return switch (kind) {
            case HOME -> "/v1/feeds/home?limit=20";
            case FOR_YOU -> "/v1/feeds/for-you?limit=20";
            case TRENDING -> "/v1/feeds/trending?limit=20";
            case GET_DUB -> "/v1/dubs/" + any(dubs);
            case QUOTES -> "/v1/quotes?limit=20";
            case PROFILE -> "/v1/accounts/" + people.get(FIRST_PUBLISHER + chance.nextInt(PUBLISHERS)) + "/dubs?limit=20";
            case SEARCH -> "/v1/search?q=quote%20number%20" + chance.nextInt(300);
            case PUBLISH -> "/v1/dubs";
            case EVENTS -> "/v1/events";
        };
    }

    private Buffer body(Kind kind) {
        return switch (kind) {
            case PUBLISH ->
                Buffer.buffer("{\"upload_id\":\"%s\",\"quote_id\":\"%s\",\"caption\":\"Take %d #bench\",\"visibility\":\"public\"}"
                        .formatted(uploads.get(published), any(quotes), published++));
            case EVENTS -> Buffer.buffer(events());
            default -> null;
        };
    }

    private byte[] events() {
        var now = Instant.now();
        var phone = chance.nextInt(100_000);
        var text = new StringBuilder("{\"sent_at\":\"" + now + "\",\"events\":[");
        for (var number = 0; number < TOGETHER; number++) {
            var dub = shown.get(chance.nextInt(shown.size()));
            text.append(number == 0 ? "" : ",")
                    .append("{\"id\":\"%s\",\"name\":\"play_ended\",\"occurred_at\":\"%s\",\"context\":{\"installation_id\":\"phone-%d\","
                            .formatted(new UUID(chance.nextLong(), chance.nextLong()), now, phone))
                    .append("\"session_id\":\"session-%d\",\"country\":\"DE\",\"language\":\"de\",\"platform\":\"ios\",".formatted(phone))
                    .append("\"app_version\":\"4.2.0\"},\"properties\":{\"dub_id\":\"%s\",\"context\":\"%s\",".formatted(dub[0], dub[1]))
                    .append("\"watched_ms\":%d,\"length_ms\":10000}}".formatted(chance.nextInt(15_000)));
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }

    private String any(List<String> some) {
        return some.get(chance.nextInt(some.size()));
    }

    private void report() {
        var all = new Tally();
        for (var kind : Kind.values()) {
            var tally = tallies.get(kind);
            print(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), tally);
            all.micros.add(tally.micros);
            all.asked += tally.asked;
            all.away += tally.away;
        }
        print("all", all);
        System.out.println("sent " + sent);
    }

    private static void print(String name, Tally tally) {
        var micros = tally.micros;
        System.out.printf(
                "%s %d %d %d %.1f %.1f %.1f %.0f%n",
                name,
                tally.asked,
                tally.asked - tally.away - micros.getTotalCount(),
                tally.away,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}
