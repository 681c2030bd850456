package io.overdub.uploads;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.overdub.kernel.Heartbeat;
import io.overdub.kernel.Traces;
import io.overdub.uploads.storage.ExpectedObject;
import io.overdub.uploads.storage.ObjectChanged;
import io.overdub.uploads.storage.Storage;
import io.overdub.uploads.storage.StorageDown;
import io.overdub.uploads.work.Crashed;
import io.overdub.uploads.work.NotNow;
import io.overdub.uploads.work.Order;
import io.overdub.uploads.work.Piece;
import io.overdub.uploads.work.Verdict;
import io.overdub.uploads.work.Workshop;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Works on uploads that wait for it, a few at a time. Whoever is called works until nothing is due. What waits stands in the uploads, with
 * who has it and until when; a crew that is killed loses time and nothing else.
 */
@Singleton
class WorkCrew {

    private static final Logger LOG = Logger.getLogger(WorkCrew.class);

    /** Renewed while the work goes on: so long after a crash another try begins. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(30);
    private static final long LONGEST_MS = Duration.ofHours(1).toMillis();
    private static final Duration A_WHILE = Duration.ofSeconds(15);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(8);

    private final WorkBook book;
    private final Storage storage;
    private final Workshop workshop;
    private final Limits limits;
    private final MeterRegistry meters;
    private final ExecutorService workers;
    private final Heartbeat heart = new Heartbeat("media-heart", BETWEEN_BEATS);
    private final Semaphore idle;
    private final int size;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean stopping;

    WorkCrew(
            WorkBook book, Storage storage, Workshop workshop, Limits limits, CrewConfig config, MeterRegistry meters) {
        this.book = book;
        this.storage = storage;
        this.workshop = workshop;
        this.limits = limits;
        this.meters = meters;
        this.size = config.workers();
        this.idle = new Semaphore(size);
        var count = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(size, task -> worker(task, count.incrementAndGet()));
    }

    /** What nobody foresaw ends a shift; its upload comes back when the lease is over. */
    private static Thread worker(Runnable task, int number) {
        var thread = new Thread(task, "media-worker-" + number);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((broken, cause) -> LOG.error("The work on an upload broke off", cause));
        return thread;
    }

    /** Something may be due. Returns at once. */
    void call() {
        calls.incrementAndGet();
        while (!stopping && idle.tryAcquire()) {
            workers.execute(this::shift);
        }
    }

    private void shift() {
        int answered = calls.get();
        try {
            while (!stopping && workOnNext()) {
                answered = calls.get();
            }
        } finally {
            idle.release();
        }
        if (calls.get() != answered) {
            // Somebody called after the last look, when nobody was idle.
            call();
        }
    }

    /** False when nothing is due. */
    boolean workOnNext() {
        var next = book.next(LEASE);
        next.ifPresent(assignment -> {
            switch (assignment.task()) {
                case MAKE -> make(assignment);
                case CLEAR_UP -> clearUp(assignment);
                case GIVE_UP -> giveUp(assignment);
            }
        });
        return next.isPresent();
    }

    private void make(Assignment assignment) {
        var watch = Timer.start(meters);
        var beat = heart.begin(() -> book.renew(assignment, LEASE));
        var outcome = "put_off";
        var step = Traces.follow("uploads.work", List.of());
        try {
            outcome = attempt(assignment);
        } catch (StorageDown | NotNow e) {
            step.failed(e);
            LOG.infof("The work on %s waits: %s", assignment.upload(), e.getMessage());
            book.putOff(assignment, stopping ? Duration.ZERO : A_WHILE, true);
        } catch (Crashed | ObjectChanged | OriginalGone e) {
            step.failed(e);
            LOG.warnf("The work on %s broke off: %s", assignment.upload(), e.getMessage());
            book.putOff(assignment, A_WHILE, false);
        } finally {
            step.end();
            beat.end();
            watch.stop(Timer.builder("overdub.uploads.work")
                    .description("work on uploads, from taking one up to settling it")
                    .tag("kind", assignment.kind().name().toLowerCase(Locale.ROOT))
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private String attempt(Assignment assignment) {
        var order = new UploadOrder(assignment);
        var verdict = workshop.work(order);
        return switch (book.settle(assignment, verdict, order.made)) {
            case KEPT -> outcome(assignment, verdict);
            // The other one writes the same keys, so what lies there is its business.
            case TAKEN_OVER -> "taken_over";
            case FORGOTTEN -> {
                clearUp(assignment);
                yield "forgotten";
            }
        };
    }

    private static String outcome(Assignment assignment, Verdict verdict) {
        if (verdict instanceof Verdict.Unworkable unworkable) {
            LOG.infof("Nothing can be made of %s: %s", assignment.upload(), unworkable.code());
            return "failed";
        }
        return "done";
    }

    private void clearUp(Assignment assignment) {
        try {
            assignment.keys().values().forEach(storage::delete);
            book.drop(assignment);
        } catch (StorageDown e) {
            book.putOff(assignment, A_WHILE, true);
        }
    }

    private void giveUp(Assignment assignment) {
        LOG.warnf("Giving up on %s", assignment.upload());
        var verdict = new Verdict.Unworkable("processing_failed", "Working on it broke off again and again");
        book.settle(assignment, verdict, List.of());
    }

    /** Before the database goes; what is under way comes back at once, elsewhere or after the start. */
    void stop(@Observes @Priority(2) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        workshop.abandon();
        workers.shutdown();
        heart.stop();
        if (!workers.awaitTermination(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Some work on uploads did not stop in time; it comes back when its lease is over");
        }
        workshop.close();
    }

    /** Works until nothing is due and everybody is idle; a lever for tests. */
    void settle(Duration patience) throws InterruptedException {
        if (!idle.tryAcquire(size, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The crew did not settle within " + patience);
        }
        try {
            // Whoever was called between two looks finds nobody idle now, so this does it.
            while (workOnNext()) {
                LOG.debug("One more");
            }
        } finally {
            idle.release(size);
        }
    }

    private static Rendition.Form formOf(Piece.Form form) {
        return switch (form) {
            case FILM -> Rendition.Form.FILM;
            case SILENT_FILM -> Rendition.Form.SILENT_FILM;
            case POSTER -> Rendition.Form.POSTER;
            case SOUND -> Rendition.Form.SOUND;
        };
    }

    private static String sha256(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private final class UploadOrder implements Order {

        private final Assignment assignment;
        private final List<Rendition> made = new ArrayList<>();

        private UploadOrder(Assignment assignment) {
            this.assignment = assignment;
        }

        @Override
        public Kind kind() {
            return assignment.kind() == UploadKind.QUOTE_SOUND ? Kind.SOUND : Kind.FILM;
        }

        @Override
        public String contentType() {
            return assignment.contentType();
        }

        @Override
        public long longestMs() {
            var longest = limits.limit(assignment.kind()).maxDurationMs();
            return longest == null ? LONGEST_MS : longest;
        }

        @Override
        public void fetch(Path target) {
            var key = Keys.media(assignment.upload());
            var original = storage.find(key).orElseThrow(() -> new OriginalGone(key));
            storage.download(original, target);
        }

        @Override
        public void deliver(Piece piece) {
            var form = formOf(piece.form());
            var key = Objects.requireNonNull(assignment.keys().get(form), form.name());
            try {
                var size = Files.size(piece.file());
                storage.upload(new ExpectedObject(key, piece.contentType(), size, sha256(piece.file())), piece.file());
                made.add(new Rendition(
                        form, key, piece.contentType(), size, piece.durationMs(), piece.width(), piece.height()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
