package io.overdub.uploads.storage;

import io.overdub.kernel.Refusal;
import java.time.Duration;

/** Storage did not do it, or did not say so. Nothing may be concluded; the same request may succeed a little later. */
public final class StorageDown extends Refusal {

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    StorageDown() {
        super(Kind.UNAVAILABLE, "storage_unavailable", "Media storage does not answer: try again", A_WHILE);
    }
}
