package io.overdub.uploads.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The real storage, whose work is counted and can be disturbed, once; or all of it is down for a while. */
public final class WatchedStorage implements Storage {

    private final Storage real;
    private final AtomicInteger copies = new AtomicInteger();
    private final AtomicReference<Runnable> beforeCopy = new AtomicReference<>(WatchedStorage::nothing);
    private final AtomicReference<Runnable> beforeDelete = new AtomicReference<>(WatchedStorage::nothing);

    private final AtomicInteger assembled = new AtomicInteger();
    private final AtomicReference<Runnable> afterAssembling = new AtomicReference<>(WatchedStorage::nothing);
    private final AtomicReference<Runnable> whileHashing = new AtomicReference<>(WatchedStorage::nothing);
    private final AtomicReference<Runnable> beforePublish = new AtomicReference<>(WatchedStorage::nothing);
    private final List<String> published = new CopyOnWriteArrayList<>();

    private final AtomicReference<Publishing> nextPublishing = new AtomicReference<>();
    private final AtomicReference<@Nullable String> repeated = new AtomicReference<>();

    private volatile boolean down;
    private volatile boolean losesParts;

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

    public int assembled() {
        return assembled.get();
    }

    /** The work is done, the answer never comes. */
    public void keepQuietAboutNextAssembling() {
        afterAssembling.set(WatchedStorage::fail);
    }

    /** With every megabyte of the next object that is read. */
    public void whileNextIsHashed(Runnable disturbance) {
        whileHashing.set(disturbance);
    }

    /** As after a lifecycle rule of the bucket. */
    public void losesParts(boolean whether) {
        losesParts = whether;
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

    /** Somebody is faster at a key that ends so. */
    public void beforeNextPublishing(String end, Runnable disturbance) {
        nextPublishing.set(new Publishing(end, disturbance, done -> done));
    }

    /** The work is done at a key that ends so, the answer never comes. */
    public void keepQuietAboutNextPublishing(String end) {
        nextPublishing.set(new Publishing(end, WatchedStorage::nothing, done -> {
            throw new StorageDown();
        }));
    }

    /** As when the first answer got lost and the client asked again, to find its own object in its way. */
    public void repeatNextPublishing(String end) {
        repeated.set(end);
    }

    private record Publishing(String end, Runnable before, UnaryOperator<Boolean> answer) {}

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
    public String sha256(StoredObject object, Runnable meanwhile) {
        var disturbance = whileHashing.getAndSet(WatchedStorage::nothing);
        return real().sha256(object, () -> {
            disturbance.run();
            meanwhile.run();
        });
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
        var again = repeated.get();
        if (again != null && object.key().endsWith(again)) {
            repeated.set(null);
            real().publish(object, serving, bytes, replaces);
        }
        var watched = nextPublishing.get();
        if (watched == null || !object.key().endsWith(watched.end())) {
            return real().publish(object, serving, bytes, replaces);
        }
        nextPublishing.set(null);
        watched.before().run();
        return watched.answer().apply(real().publish(object, serving, bytes, replaces));
    }

    @Override
    public void download(StoredObject object, Path target) {
        real().download(object, target);
    }

    @Override
    public void upload(ExpectedObject object, Path file) {
        beforePublish.getAndSet(WatchedStorage::nothing).run();
        real().upload(object, file);
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

    @Override
    public Assembly begin(String key, String contentType) {
        return real().begin(key, contentType);
    }

    @Override
    public Optional<List<ReceivedPart>> parts(Assembly assembly) {
        var there = real().parts(assembly);
        return losesParts ? Optional.empty() : there;
    }

    @Override
    public void assemble(Assembly assembly, List<ReceivedPart> parts) {
        assembled.incrementAndGet();
        real().assemble(assembly, parts);
        afterAssembling.getAndSet(WatchedStorage::nothing).run();
    }

    @Override
    public void abandon(Assembly assembly) {
        real().abandon(assembly);
    }

    @Override
    public List<Assembly> assemblies(String prefix, String after) {
        return real().assemblies(prefix, after);
    }

    private static void fail() {
        throw new StorageDown();
    }

    private static void nothing() {
        // A quiet day.
    }
}
