package io.overdub.uploads;

import io.overdub.kernel.Outbox;
import io.overdub.kernel.UploadUses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/**
 * Finds uploads of which nobody made anything. Whoever makes something of one holds its row until that is committed: here the rows are
 * locked first, leaving out those that are held, and the rooms are asked after that.
 */
@ApplicationScoped
class Disuse {

    private final UploadRepository uploads;
    private final UploadUses uses;
    private final Outbox outbox;
    private final Clock clock;

    Disuse(UploadRepository uploads, UploadUses uses, Outbox outbox, Clock clock) {
        this.uploads = uploads;
        this.uses = uses;
        this.outbox = outbox;
        this.clock = clock;
    }

    record Examined(int examined, int forgotten) {}

    /** Looks at some that were ready before then and that nobody has looked at; they are forgotten, or in use, when this returns. */
    @Transactional
    Examined examine(Instant readyBefore, int limit) {
        var some = uploads.lockUnexamined(readyBefore, limit);
        var ids = some.stream().map(upload -> upload.id().value()).toList();
        var used = uses.among(ids);
        var forgotten = 0;
        for (var upload : some) {
            if (!used.contains(upload.id().value())) {
                forget(upload);
                forgotten++;
            }
        }
        uploads.examined(ids);
        return new Examined(some.size(), forgotten);
    }

    /**
     * Its owner wants it no more. Within the transaction that holds it, as whoever makes something of it does.
     *
     * @throws UploadRefused 409 {@code upload_in_use} when something was made of it
     */
    void takeBack(UploadEntity held) {
        if (!uses.among(Set.of(held.id().value())).isEmpty()) {
            throw UploadRefused.inUse();
        }
        forget(held);
    }

    private void forget(UploadEntity held) {
        held.forget(clock.instant());
        uploads.update(held);
        outbox.publish(new UploadUnused(held.id()));
    }
}
