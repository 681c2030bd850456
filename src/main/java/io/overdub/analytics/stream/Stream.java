package io.overdub.analytics.stream;

import io.overdub.kernel.External;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Records in order, read at least once each. When the engine does not answer, every method throws
 * {@link io.overdub.kernel.EngineAway}.
 */
@External
public interface Stream {

    /** When it returns, all of them are durable; when it throws, some may be. */
    void append(List<StreamRecord> records);

    /**
     * The next records of some shard that nobody else is reading, and the reading is ours for a while. What was taken before and is not
     * {@link #done} comes again.
     *
     * @param most how many records
     */
    Optional<Run> take(int most);

    /** They need not come again. Without effect when somebody else reads the shard by now. */
    void done(Run run);

    Standing standing();

    /** Whether it soon drops what nobody has read yet, so that no more should come. One that keeps all of it never does. */
    default boolean isAboutToDrop() {
        return false;
    }

    /** Changes the records that contain a word, as far as the engine lets it: what it keeps as it is ends within days by itself. */
    default void rewrite(String word, UnaryOperator<String> change) {
        // Most logs never change.
    }

    /** What came since then is read again; what was not read yet is not skipped. */
    void rewind(Instant to);
}
