package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.util.List;

/** Facts on their way name people. Those that were put aside go; the others are waited for. */
@Singleton
class OutboxData implements PersonalData {

    private final OutboxRepository outbox;

    OutboxData(OutboxRepository outbox) {
        this.outbox = outbox;
    }

    @Override
    public String room() {
        return "kernel";
    }

    @Override
    public int floor() {
        return 0;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.erased("kernel.outbox", "payload", "order_key", "last_error", "reached"),
                Holding.impersonal("kernel.scheduled_task"));
    }

    @Override
    public Forgotten forget(Departed person) {
        var parked = Forgotten.of("parked facts", () -> outbox.dropParked(person.account()));
        return parked.state() == Forgotten.State.NOTHING_LEFT && outbox.tellsOf(person.account())
                ? Forgotten.later()
                : parked;
    }
}
