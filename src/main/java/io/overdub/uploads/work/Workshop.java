package io.overdub.uploads.work;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.overdub.kernel.External;

/** Makes of an original what phones get. Takes seconds to minutes, so never for a request that waits. Safe for many threads. */
@External
public interface Workshop extends AutoCloseable {

    Tool tool();

    /**
     * Does one order. Doing it again makes the same pieces.
     *
     * @throws NotNow when it cannot be done here and now; the original is not to blame
     * @throws Crashed when the tool broke down over it, which may be the original's fault
     */
    Verdict work(Order order);

    /** Ends what is under way, which then throws {@link NotNow}, and takes no more. */
    void abandon();

    /** Removes what is left, when nothing is under way any more. */
    @Override
    void close();

    /** With what. */
    enum Tool {
        @JsonProperty("ffmpeg")
        FFMPEG,
        /** Nothing is made: originals are delivered as they came. */
        @JsonProperty("pass_through")
        PASS_THROUGH
    }
}
