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

    /**
     * SHA-256 in lower-case hex of the bytes: as storage verified it on arrival, or by reading them all where it keeps none, which takes
     * as long as it takes and a few kilobytes of memory.
     *
     * @param meanwhile called after every megabyte; what it throws ends the reading
     * @throws ObjectChanged when the object was removed or replaced since it was found
     */
    String sha256(StoredObject object, Runnable meanwhile);

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
     * @return whether these bytes lie there now: the answer of a write can get lost, and its repetition meets it
     */
    boolean publish(ExpectedObject object, Serving serving, Path bytes, @Nullable String replaces);

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
    void upload(ExpectedObject object, Path file);

    /** Does nothing when nothing is there. */
    void delete(String key);

    /** The keys with this prefix that come after another key, ascending; at most 1,000. */
    List<String> keys(String prefix, String after);

    /** Begins an object of parts, each of 5 MiB at least but the last. It occupies storage until it is assembled or abandoned. */
    Assembly begin(String key, String contentType);

    /** All parts that have arrived, ascending; empty when storage does not know the assembly any more. */
    Optional<List<ReceivedPart>> parts(Assembly assembly);

    /**
     * Makes the object of these parts, which ascend. Returns when storage says that it is done, and also when storage does not know the
     * assembly, for then it may have been done before: {@link #find} decides.
     *
     * @throws StorageDown also when a part was sent anew meanwhile
     */
    void assemble(Assembly assembly, List<ReceivedPart> parts);

    /** Removes the parts. Does nothing when storage does not know the assembly any more. */
    void abandon(Assembly assembly);

    /** Assemblies under way whose keys have this prefix and come after another key, ascending by key; at most 1,000. */
    List<Assembly> assemblies(String prefix, String after);
}
