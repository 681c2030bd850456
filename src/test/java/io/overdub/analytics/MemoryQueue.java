package io.overdub.analytics;

import io.overdub.analytics.queue.Depth;
import io.overdub.analytics.queue.Message;
import io.overdub.analytics.queue.Queue;
import java.util.ArrayList;
import java.util.List;

/** In order, for one who receives. */
final class MemoryQueue implements Queue {

    boolean full;
    private final List<Message> messages = new ArrayList<>();
    private int number;

    @Override
    public void send(List<String> bodies) {
        bodies.forEach(body -> messages.add(new Message(Integer.toString(number++), body)));
    }

    @Override
    public List<Message> receive(int most) {
        return List.copyOf(messages.subList(0, Math.min(most, messages.size())));
    }

    @Override
    public void hold(List<Message> some) {
        // Nobody else receives.
    }

    @Override
    public void done(List<Message> some) {
        messages.removeAll(some);
    }

    @Override
    public void giveBack(List<Message> some) {
        // They are there still.
    }

    @Override
    public long redrive() {
        return 0;
    }

    @Override
    public boolean hasRoom() {
        return !full;
    }

    @Override
    public Depth depth() {
        return new Depth(messages.size(), 0L, 0);
    }
}
