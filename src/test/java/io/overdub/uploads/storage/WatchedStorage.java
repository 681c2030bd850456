package io.overdub.uploads.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The real storage, whose copies are counted and can be disturbed, once; or all of it is down for a while. */
public final class WatchedStorage implements Storage {

    private final Storage real;
    private final AtomicInteger copies = new AtomicInteger();
    private final AtomicReference<Runnable> beforeCopy = new AtomicReference<>(WatchedStorage::nothing);
    private final AtomicReference<Runnable> beforeDelete = new AtomicReference<>(WatchedStorage::nothing);

    private final AtomicReference<Runnable> beforePublish = new AtomicReference<>(WatchedStorage::nothing);
    private final List<String> published = new CopyOnWriteArrayList<>();

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

    public void beforeNextPublish(Runnable disturbance) {
        beforePublish.set(disturbance);
    }

    public void failNextPublish() {
        beforePublish.set(WatchedStorage::fail);
    }

    /** The keys of files that were published, one for each time. */
    public List<String> published() {
        return List.copyOf(published);
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
    public void download(StoredObject object, Path target) {
        real().download(object, target);
    }

    @Override
    public void publish(ExpectedObject object, Path file) {
        beforePublish.getAndSet(WatchedStorage::nothing).run();
        real().publish(object, file);
        published.add(object.key());
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
