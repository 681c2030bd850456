package io.overdub.analytics.queue;

import java.util.List;

/** A table. */
final class PostgresQueue implements Queue {

    private final MessageRepository messages;

    PostgresQueue(MessageRepository messages) {
        this.messages = messages;
    }

    @Override
    public void send(List<String> bodies) {
        messages.add(bodies);
    }

    @Override
    public List<Message> receive(int most) {
        messages.buryWorn();
        return messages.claim(most).stream()
                .map(row -> new Message(Long.toString(row.id()), row.body()))
                .toList();
    }

    @Override
    public void hold(List<Message> some) {
        messages.renew(ids(some));
    }

    @Override
    public void done(List<Message> some) {
        messages.delete(ids(some));
    }

    @Override
    public void giveBack(List<Message> some) {
        messages.release(ids(some));
    }

    @Override
    public Depth depth() {
        return messages.depth();
    }

    private static List<Long> ids(List<Message> some) {
        return some.stream().map(message -> Long.valueOf(message.handle())).toList();
    }
}
