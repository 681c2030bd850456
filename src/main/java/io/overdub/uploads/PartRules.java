package io.overdub.uploads;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which uploads come in parts, and in which. */
@Singleton
@Startup
class PartRules {

    private static final long SMALLEST = 5L << 20;
    private static final long LARGEST = 5L << 30;
    private static final int MOST = 10_000;

    private final long threshold;
    private final long partSize;

    /** @throws IllegalStateException when storage would not take such parts */
    PartRules(MultipartConfig config, Limits limits) {
        this.threshold = config.threshold().asLongValue();
        this.partSize = config.partSize().asLongValue();
        if (partSize < SMALLEST || partSize > LARGEST) {
            throw new IllegalStateException(
                    "uploads.multipart.part-size=" + partSize + ": storage takes parts of 5 MiB to 5 GiB");
        }
        limits.kinds().forEach((kind, limit) -> {
            if (limit.maxBytes() / partSize >= MOST) {
                throw new IllegalStateException("uploads.multipart.part-size=" + partSize
                        + ": storage takes 10,000 parts, too few for a " + kind + " of " + limit.maxBytes() + " bytes");
            }
        });
    }

    /** Empty for what goes with one PUT. */
    Optional<Partition> partitionOf(long sizeBytes) {
        return sizeBytes > threshold ? Optional.of(new Partition(sizeBytes, partSize)) : Optional.empty();
    }
}
