package io.overdub.edge.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What other processes have made, from the {@link Store}. A store that is away or slow is no reason to wait: it is waited for with
 * {@link StoreConfig#patience} only, and once it has failed, not asked at all for {@link #REST}.
 *
 * <p>Each answer carries the number that its maker had heard of what ended ({@link Ends}); who finds it asks whether anything that it
 * depends on ended after that.
 */
final class SharedAnswers {

    static final Duration REST = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(SharedAnswers.class);
    private static final int LARGEST = 900_000;

    /** Of the form below; another one is nobody's. */
    private static final byte FORM = 1;

    private static final String KEY = "overdub:answer:";

    /** They go out as headers. */
    private static final Pattern TAG = Pattern.compile("(W/)?\"[!#-~]*\"");

    private static final Pattern CONTENT_TYPE = Pattern.compile("[!-~]+/[ -~]+");

    /**
     * @param number what its maker had heard of
     * @param freshUntil epoch milliseconds
     */
    record Found(Answer answer, long number, long freshUntil) {}

    private final @Nullable Store store;
    private final Duration patience;
    private final Ends ends;
    private final Clock clock;
    private final Counter failures;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile long restUntil = System.nanoTime();

    /** @param store none: nothing is ever found */
    SharedAnswers(@Nullable Store store, Duration patience, Ends ends, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.patience = patience;
        this.ends = ends;
        this.clock = clock;
        this.failures = Counter.builder("overdub.cache.store.failures")
                .description("times that the store of answers failed, or did not answer in time")
                .register(meters);
    }

    boolean areThere() {
        return store != null && System.nanoTime() - restUntil >= 0;
    }

    /** What may still be given out; null when there is nothing, or the store does not say so in time. It never fails. */
    CompletionStage<@Nullable Found> find(String address, List<String> tags) {
        if (store == null || !areThere()) {
            return CompletableFuture.completedStage(null);
        }
        return inTime(() -> store.find(key(address)))
                .<@Nullable Found>thenApply(bytes -> bytes == null ? null : good(unpack(bytes), tags))
                .exceptionally(this::failed);
    }

    private @Nullable Found good(@Nullable Found found, List<String> tags) {
        var isGood = found != null && clock.millis() < found.freshUntil() && !ends.haveEnded(tags, found.number());
        return isGood ? found : null;
    }

    /** Nobody waits for it; a test may, and learns whether it was kept. */
    CompletionStage<Boolean> keep(String address, Found made) {
        var life = made.freshUntil() - clock.millis();
        if (store == null || !areThere() || life <= 0 || made.answer().body().length > LARGEST) {
            return CompletableFuture.completedStage(false);
        }
        return inTime(() -> store.keep(key(address), pack(made), Duration.ofMillis(life)))
                .exceptionally(failure -> {
                    failed(failure);
                    return false;
                });
    }

    private <T> CompletableFuture<T> inTime(Supplier<CompletionStage<T>> question) {
        return CompletableFuture.completedFuture(question)
                .thenCompose(Supplier::get)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(this::answered);
    }

    private <T> T answered(T answer) {
        if (away.compareAndSet(true, false)) {
            LOG.info("The store of answers is back");
        }
        return answer;
    }

    private <T> @Nullable T failed(Throwable failure) {
        failures.increment();
        if (away.compareAndSet(false, true)) {
            LOG.warnf("The store of answers is away, so each process makes its own: %s", failure);
        }
        restUntil = System.nanoTime() + REST.toNanos();
        return null;
    }

    /** Addresses may hold what a key may not. */
    static String key(String address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(UTF_8));
            return KEY + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] pack(Found made) {
        var bytes = new ByteArrayOutputStream(made.answer().body().length + 100);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeLong(made.number());
            out.writeLong(made.freshUntil());
            out.writeUTF(made.answer().tag());
            out.writeUTF(made.answer().contentType());
            out.write(made.answer().body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Null for what another version wrote, and for what is no answer at all. */
    private static @Nullable Found unpack(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM) {
                return null;
            }
            var number = in.readLong();
            var freshUntil = in.readLong();
            var tag = in.readUTF();
            var contentType = in.readUTF();
            if (!TAG.matcher(tag).matches()
                    || !CONTENT_TYPE.matcher(contentType).matches()) {
                return null;
            }
            return new Found(new Answer(in.readAllBytes(), tag, contentType), number, freshUntil);
        } catch (IOException garbled) {
            return null;
        }
    }

    void close() {
        if (store != null) {
            store.close();
        }
    }
}
