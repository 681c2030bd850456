package io.overdub.uploads.storage;

import io.overdub.kernel.External;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
     * Writes all the bytes into a new file. Takes as long as they need, unlike the other operations.
     *
     * @throws ObjectChanged when the object was removed or replaced since it was found
     */
    void download(StoredObject object, Path target);

    /**
     * Puts a file that this process made, over whatever lies there, to be cached for ever; storage verifies that it is what was
     * expected. Takes as long as the bytes need.
     */
    void publish(ExpectedObject object, Path file);

    /** Does nothing when nothing is there. */
    void delete(String key);

    /** The keys with this prefix that come after another key, ascending; at most 1,000. */
    List<String> keys(String prefix, String after);
}
