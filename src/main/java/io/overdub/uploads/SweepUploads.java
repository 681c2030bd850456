package io.overdub.uploads;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import io.overdub.uploads.storage.Storage;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Removes what came to nothing. An outage of storage ends the run; the next one finds the same work.
 *
 * <p>Uploads expire before their objects go: the row decides between this and a request that completes it, and whoever loses keeps
 * away from the object.
 */
@Singleton
@StableName("uploads.sweep")
class SweepUploads implements Job {

    private static final Logger LOG = Logger.getLogger(SweepUploads.class);

    private static final Duration TIME_TO_COMPLETE = Duration.ofHours(24);
    private static final Duration READABLE = Duration.ofDays(30);

    /** By then the signed PUT has expired, so that an object which is removed stays removed. */
    private static final Duration QUIET = CheckIn.PUT_LIFE.multipliedBy(4);

    private static final int BATCH = 100;

    private final UploadBook book;
    private final UploadDesk desk;
    private final Storage storage;
    private final Clock clock;

    SweepUploads(UploadBook book, UploadDesk desk, Storage storage, Clock clock) {
        this.book = book;
        this.desk = desk;
        this.storage = storage;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run() {
        var now = clock.instant();
        var expired = expire(now);
        var stray = removeStrayObjects(now);
        var parts = removeStrayParts(now);
        var forgotten = forget(now);
        if (expired + stray + parts + forgotten > 0) {
            LOG.infof(
                    "Swept uploads: %d expired, %d stray objects, %d stray uploads in parts, %d forgotten",
                    expired, stray, parts, forgotten);
        }
    }

    private int expire(Instant now) {
        var count = 0;
        List<Remains> expired;
        do {
            expired = book.expire(now.minus(TIME_TO_COMPLETE), now, BATCH);
            expired.forEach(desk::discard);
            count += expired.size();
        } while (expired.size() == BATCH);
        return count;
    }

    /** What a crash, an outage or a late PUT left behind: objects whose upload is not open any more. */
    private int removeStrayObjects(Instant now) {
        var quietSince = now.minus(QUIET);
        var count = 0;
        var keys = storage.keys(Keys.INCOMING, "");
        while (!keys.isEmpty()) {
            var settled = keys.stream().filter(key -> isQuiet(key, quietSince)).toList();
            count += removeStray(settled);
            // Keys ascend with time: behind the first young one there are only younger ones.
            keys = settled.size() < keys.size() ? List.of() : storage.keys(Keys.INCOMING, keys.get(keys.size() - 1));
        }
        return count;
    }

    private int removeStray(List<String> keys) {
        var open = book.openAmong(
                keys.stream().map(Keys::uploadOf).flatMap(Optional::stream).toList());
        var stray = keys.stream()
                .filter(key -> Keys.uploadOf(key).filter(open::contains).isEmpty())
                .toList();
        stray.forEach(storage::delete);
        return stray.size();
    }

    /** Storage keeps parts that nobody puts together until it is told, and lists them nowhere else. */
    private int removeStrayParts(Instant now) {
        var quietSince = now.minus(QUIET);
        var count = 0;
        var found = storage.assemblies(Keys.INCOMING, "");
        while (!found.isEmpty()) {
            var settled = found.stream()
                    .filter(assembly -> isQuiet(assembly.key(), quietSince))
                    .toList();
            var live = book.liveAmong(settled);
            var stray = settled.stream()
                    .filter(assembly -> !live.contains(assembly))
                    .toList();
            stray.forEach(storage::abandon);
            count += stray.size();
            found = settled.size() < found.size()
                    ? List.of()
                    : storage.assemblies(
                            Keys.INCOMING, found.get(found.size() - 1).key());
        }
        return count;
    }

    private static boolean isQuiet(String key, Instant since) {
        return Keys.uploadOf(key)
                .map(id -> Ids.issuedAt(id.value()).isBefore(since))
                .orElse(true);
    }

    /** Objects first: while the row stands, a failure here is tried again. */
    private int forget(Instant now) {
        var count = 0;
        List<Remains> over;
        do {
            over = book.overBefore(now.minus(READABLE), BATCH);
            over.forEach(desk::discard);
            if (!over.isEmpty()) {
                book.remove(over.stream().map(Remains::id).toList());
            }
            count += over.size();
        } while (over.size() == BATCH);
        return count;
    }
}
