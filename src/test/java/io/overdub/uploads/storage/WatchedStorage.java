package io.overdub.uploads.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The real storage, whose copies are counted and can be disturbed, once; or all of it is down for a while. */
public final class WatchedStorage implements Storage {

    private final Storage real;
    private final AtomicInteger copies = new AtomicInteger();
    private final AtomicReference<Runnable> beforeCopy = new AtomicReference<>(WatchedStorage::nothing);
    private final AtomicReference<Runnable> beforeDelete = new AtomicReference<>(WatchedStorage::nothing);

    private volatile boolean down;

    public WatchedStorage(Storage real) {
        this.real = real;
    }

    public int copies() {
        return copies.get();
    }

    public void beforeNextCopy(Runnable disturbance) {
        beforeCopy.set(disturbance);
    }

    public void failNextCopy() {
        beforeCopy.set(WatchedStorage::fail);
    }

    public void failNextDelete() {
        beforeDelete.set(WatchedStorage::fail);
    }

    /** Phones that have an address already do not notice. */
    public void down(boolean whether) {
        down = whether;
    }

    private Storage real() {
        if (down) {
            fail();
        }
        return real;
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return real().find(key);
    }

    @Override
    public byte[] read(StoredObject object, long offset, int length) {
        return real().read(object, offset, length);
    }

    @Override
    public String sha256(StoredObject object) {
        return real().sha256(object);
    }

    @Override
    public void copy(StoredObject object, String target, String contentType) {
        beforeCopy.getAndSet(WatchedStorage::nothing).run();
        copies.incrementAndGet();
        real().copy(object, target, contentType);
    }

    @Override
    public void put(ExpectedObject object, byte[] bytes) {
        real().put(object, bytes);
    }

    @Override
    public boolean publish(ExpectedObject object, Serving serving, Path bytes, @Nullable String replaces) {
        return real().publish(object, serving, bytes, replaces);
    }

    @Override
    public void delete(String key) {
        beforeDelete.getAndSet(WatchedStorage::nothing).run();
        real().delete(key);
    }

    @Override
    public List<String> keys(String prefix, String after) {
        return real().keys(prefix, after);
    }

    private static void fail() {
        throw new StorageDown();
    }

    private static void nothing() {
        // A quiet day.
    }
}
