package io.overdub.analytics.queue;

import java.util.List;
import java.util.function.UnaryOperator;

/** A table. */
final class PostgresQueue implements Queue {

    /** Of up to 190 kB each: the disk is everybody's. */
    static final int MOST = 10_000;

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

    @Override
    public long redrive() {
        return messages.unbury();
    }

    @Override
    public boolean hasRoom() {
        return depth().waiting() < MOST;
    }

    @Override
    public void rewrite(String word, UnaryOperator<String> change) {
        var last = 0L;
        for (var some = messages.containing(word, last); !some.isEmpty(); some = messages.containing(word, last)) {
            some.forEach(row -> messages.replace(row.id(), change.apply(row.body())));
            last = some.get(some.size() - 1).id();
        }
    }

    private static List<Long> ids(List<Message> some) {
        return some.stream().map(message -> Long.valueOf(message.handle())).toList();
    }
}
