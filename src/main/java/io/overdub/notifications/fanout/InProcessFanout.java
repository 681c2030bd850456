package io.overdub.notifications.fanout;

import io.overdub.notifications.push.Addressed;
import io.overdub.notifications.push.Push;

/** From this process: the letters of a part side by side, the parts one after the other. */
final class InProcessFanout implements Fanout {

    private final Push push;
    private final Estimate estimate;

    InProcessFanout(Push push, Estimate estimate) {
        this.push = push;
        this.estimate = estimate;
    }

    @Override
    public void send(Batch batch, Flow flow) {
        for (var part : batch.parts()) {
            if (!flow.mayGo(part.letters().size())) {
                return;
            }
            flow.done(
                    part,
                    push.sendAll(part.letters().stream()
                            .map(letter -> new Addressed(letter.platform(), letter.endpoint(), letter.message()))
                            .toList()));
        }
    }

    @Override
    public Plan plan(long letters) {
        return estimate.inProcess(letters);
    }
}
