package io.overdub.analytics;

import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Forgets people: wherever events of theirs lie, they are nobody's from then on. Done again when nothing of before can come from the stream
 * any more, for what others' events said of them; then the request itself is forgotten.
 */
@Singleton
@StableName("analytics.erase_accounts")
class EraseAccounts implements Job {

    private static final Logger LOG = Logger.getLogger(EraseAccounts.class);
    /** A day longer than any stream keeps records that this room reads again. */
    private static final Duration MAY_COME_AGAIN = Duration.ofDays(9);

    private static final int BATCH = 100;

    private final ErasureRepository rows;
    private final Stream stream;
    private final Queue queue;
    private final Warehouse warehouse;
    private final Clock clock;

    EraseAccounts(ErasureRepository rows, Stream stream, Queue queue, Warehouse warehouse, Clock clock) {
        this.rows = rows;
        this.stream = stream;
        this.queue = queue;
        this.warehouse = warehouse;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    /** By whoever has the warehouse: where it is not this process, the next run may be. */
    @Override
    public void run() {
        if (!warehouse.isOurs()) {
            return;
        }
        try {
            for (var account : rows.due(clock.instant().minus(Erasures.UNKNOWN_FOR), BATCH)) {
                erase(account);
                rows.done(account);
            }
            for (var account : rows.over(clock.instant().minus(MAY_COME_AGAIN), BATCH)) {
                erase(account);
                rows.delete(account);
            }
        } catch (EngineAway e) {
            LOG.infof("People are forgotten later: %s", e.getMessage());
        }
    }

    private void erase(UUID account) {
        rows.forget(account);
        stream.rewrite(account.toString(), body -> cleared(body, account));
        queue.rewrite(account.toString(), body -> cleared(body, account));
        warehouse.erase(account);
    }

    /** Lines that are none of ours go. */
    private static String cleared(String body, UUID account) {
        return body.lines()
                .map(line -> line.contains(account.toString())
                        ? Rows.read(line).map(row -> Rows.write(Erasures.cleared(row, account)))
                        : Optional.of(line))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
    }
}
