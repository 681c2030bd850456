package io.overdub.analytics.queue;

import io.overdub.kernel.External;
import java.util.List;
import java.util.function.UnaryOperator;

/** When the engine does not answer, every method throws {@link io.overdub.kernel.EngineAway}. */
@External
public interface Queue {

    /** As UTF-8, of one message: 256 KiB at most when it is packed, also where packing saves nothing and Base64 adds a third. */
    int LONGEST = 190_000;

    /** When it returns, all are durable; when it throws, some may be. */
    void send(List<String> bodies);

    /** Some that are nobody's, and ours for a minute. One that was received too often is not given out any more, but dead. */
    List<Message> receive(int most);

    /** Ours for another minute. */
    void hold(List<Message> messages);

    void done(List<Message> messages);

    /** Whoever asks next gets them, and this time does not count. */
    void giveBack(List<Message> messages);

    Depth depth();

    /**
     * Has what is dead given out again, as if it had just been sent: at once, or little by little. What is loaded already counts once, so doing
     * it again does no harm.
     *
     * @return how many are dead now, as far as the engine tells
     */
    long redrive();

    /** Whether it takes more, for now. One without an end always does; asking may cost. */
    default boolean hasRoom() {
        return true;
    }

    /** Changes the messages that contain a word, as far as the engine lets it: what it keeps as it is ends within days by itself. */
    default void rewrite(String word, UnaryOperator<String> change) {
        // Most queues never show what nobody receives.
    }
}
