package io.overdub.uploads;

import io.overdub.kernel.Outbox;
import io.overdub.kernel.UploadUses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

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
                upload.forget(clock.instant());
                uploads.update(upload);
                outbox.publish(new UploadUnused(upload.id()));
                forgotten++;
            }
        }
        uploads.examined(ids);
        return new Examined(some.size(), forgotten);
    }
}
