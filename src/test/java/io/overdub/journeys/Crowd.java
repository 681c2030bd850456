package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Those who use the app during one drill: visitors, who come at a fixed rate, and some who do all that there is to do, one thing after another. */
final class Crowd implements AutoCloseable {

    private static final String PASSWORD = "a long enough password";
    private static final int WRITERS = 3;
    private static final Duration BREATH = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final StubbornPhone reader;
    private final Visitors visitors;
    private final List<Writer> writers;
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> writing = new ArrayList<>();
    private final OpenLoad load;
    private volatile boolean over;

    /**
     * @param name that no other crowd of this app has
     * @param perSecond so many visitors come
     */
    Crowd(URI app, String quote, String name, int perSecond) {
        var author = new StubbornPhone(app);
        author.signsUp(name + ".author", PASSWORD);
        var authorId = author.gets("/v1/me").expecting(200).text("id");
        reader = new StubbornPhone(app);
        reader.signsUp(name + ".reader", PASSWORD);
        reader.puts("/v1/accounts/" + authorId + "/follow").expecting(204);
        var dub = author.publishes(quote);
        visitors = new Visitors(
                app,
                List.of(
                        Visitors.Question.ofStranger("/v1/dubs/" + dub),
                        Visitors.Question.ofStranger("/v1/quotes?limit=20"),
                        Visitors.Question.ofReader("/v1/dubs/" + dub),
                        Visitors.Question.ofReader("/v1/feeds/home"),
                        Visitors.Question.ofReader("/v1/feeds/for-you"),
                        Visitors.Question.ofReader("/v1/feeds/trending"),
                        Visitors.Question.ofReader("/v1/accounts/" + authorId + "/dubs"),
                        Visitors.Question.ofReader("/v1/search?q=panic")),
                dub,
                reader.token());
        writers = IntStream.range(0, WRITERS)
                .mapToObj(i -> new Writer(app, name + ".writer." + i, quote, new Random(i)))
                .toList();
        writers.forEach(writer -> writing.add(threads.submit(() -> writes(writer))));
        load = new OpenLoad(perSecond, visitors::begin);
    }

    private void writes(Writer writer) {
        writer.signsUp();
        while (!over) {
            writer.acts(writers);
            LockSupport.parkNanos(BREATH.toNanos());
        }
    }

    Visitors visitors() {
        return visitors;
    }

    /** Until everybody is through with what they were about, and nobody comes any more. */
    void rests() throws Exception {
        over = true;
        load.end();
        for (var one : writing) {
            one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        visitors.fallSilent();
    }

    int acknowledged() {
        return visitors.acknowledged().size()
                + writers.stream().mapToInt(Writer::acknowledged).sum();
    }

    /** Looks for everything; what is there twice is lost once. Whatever else the writers do not find fails at once. */
    List<String> lost() {
        writers.forEach(writer -> writer.findsEverything(writers));
        var found = visitors.found(reader);
        assertThat(found).doesNotHaveDuplicates();
        return visitors.acknowledged().stream()
                .filter(comment -> !found.contains(comment))
                .toList();
    }

    @Override
    public void close() {
        over = true;
        load.end();
        threads.shutdownNow();
    }
}
