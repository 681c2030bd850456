package io.overdub.uploads.delivery;

import io.overdub.accounts.AccountId;
import org.jspecify.annotations.Nullable;

/** Makes addresses of keys. Memory only, cheap enough for every row of a list. */
public interface Delivery {

    /** Keys that begin like this are for everybody, where {@link #hasOpenSide}. */
    String OPEN = "public/";

    /**
     * Valid for at least 30 minutes; for one viewer the same text within a bucket of time.
     *
     * @param viewer who will fetch it; null when nobody has signed in
     */
    String address(String key, @Nullable AccountId viewer);

    /** Whether what lies under {@link #OPEN} can be fetched by everybody, without a signature and for ever. */
    boolean hasOpenSide();
}
