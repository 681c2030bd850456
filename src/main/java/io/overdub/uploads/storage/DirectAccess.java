package io.overdub.uploads.storage;

import java.time.Duration;
import java.time.Instant;

/** Signs requests that phones send to storage themselves. Costs about 10 microseconds and leaves this process never. */
public interface DirectAccess {

    /** A PUT that storage refuses for another key, length, type or checksum, once it has expired, and when the key is taken. */
    SignedPut put(ExpectedObject object, Instant from, Duration life);

    /**
     * A PUT of one part that storage refuses for another key, assembly, number or length, and once it has expired. Storage can't tell
     * other bytes of the same length, and takes a part anew for as long as the assembly is under way.
     *
     * @param number from 1 to 10,000
     */
    SignedPut part(Assembly assembly, int number, long sizeBytes, Instant from, Duration life);

    /** An address to GET. The text depends on the arguments alone, so that equal ones can be cached. */
    String get(String key, Instant from, Duration life);

    /** The address without a signature: of use where the bucket's policy lets everybody read the key. */
    String unsigned(String key);
}
