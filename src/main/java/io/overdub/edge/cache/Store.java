package io.overdub.edge.cache;

import io.overdub.kernel.External;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where processes keep answers for each other, behind what each of them keeps for itself. Losing it, or any of what it holds, costs
 * making answers again. Both methods return at once and may fail later, on any thread; {@link SharedAnswers} is patient with neither.
 */
@External
interface Store {

    /** @return what was kept under the key; null when nothing was, or no longer */
    CompletionStage<byte @Nullable []> find(String key);

    /**
     * Kept for so long at most; a store drops it earlier when it needs the room. Repeating it does no harm.
     *
     * @param key ASCII, without spaces, at most 250 characters
     * @param bytes at most 900,000, which is what Memcached takes with its own additions
     * @return false when the store is there and did not keep it: too large for it, or no room
     */
    CompletionStage<Boolean> keep(String key, byte[] bytes, Duration life);

    /** Lets go of its connections, if they are its own. */
    default void close() {}
}
