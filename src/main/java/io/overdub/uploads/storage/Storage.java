package io.overdub.uploads.storage;

import io.overdub.kernel.External;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bucket, as this process sees it. Every method throws {@link StorageDown} when it cannot tell that the work was done. */
@External
public interface Storage {

    /** What lies at a key, if anything does. */
    Optional<StoredObject> find(String key);

    /**
     * Up to {@code length} bytes from {@code offset}; fewer, or none, past the end.
     *
     * @throws ObjectChanged when the object was removed or replaced since it was found
     */
    byte[] read(StoredObject object, long offset, int length);

    /** SHA-256 in lower-case hex of the bytes: as storage verified it on arrival, or by reading them all where it keeps none. */
    String sha256(StoredObject object);

    /**
     * Copies inside storage, over whatever lies at the target, to be served as {@code contentType} and cached for ever.
     *
     * @throws ObjectChanged when the object was removed or replaced since it was found
     */
    void copy(StoredObject object, String target, String contentType);

    /** Puts bytes that this process holds, over whatever lies there; storage verifies that they are what was expected. */
    void put(ExpectedObject object, byte[] bytes);

    /**
     * Puts what this process made and everybody reads, whole, unless somebody else was there first.
     *
     * @param replaces the version whose place it takes; null: nothing may lie there
     * @return whether these bytes lie there because of this call; a lost answer makes that false, so look who it was
     */
    boolean publish(ExpectedObject object, Serving serving, Path bytes, @Nullable String replaces);

    /** Does nothing when nothing is there. */
    void delete(String key);

    /** The keys with this prefix that come after another key, ascending; at most 1,000. */
    List<String> keys(String prefix, String after);
}
