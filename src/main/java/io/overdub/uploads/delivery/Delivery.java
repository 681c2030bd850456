package io.overdub.uploads.delivery;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes addresses of keys. Memory only, cheap enough for every row of a list. */
public interface Delivery {

    /**
     * Valid for at least 30 minutes; for one viewer the same text within a bucket of time.
     *
     * @param viewer who will fetch it; null when nobody has signed in
     */
    String address(String key, @Nullable AccountId viewer);

    /** For everybody and, where there {@link #hasOpenSide}, for ever: of a key that has a copy at {@link #openKey}. */
    String openAddress(String key);

    /**
     * For readers who cannot ask again soon, such as those of a file: of the open copy of a key, for ever, where there
     * {@link #hasOpenSide}; elsewhere of the key itself, until {@link #lastingUntil}.
     */
    String lastingAddress(String key);

    /** Until when a lasting address that is made now is good for; absent: for ever. */
    Optional<Instant> lastingUntil();

    /** Whether what lies under {@code public/} can be fetched by everybody without a signature. */
    boolean hasOpenSide();

    /** Where the open copy of a key lies. */
    static String openKey(String key) {
        return "public/" + key;
    }
}
