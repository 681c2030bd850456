package io.overdub.analytics;

import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.stream.Stream;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
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

    /** In one run, for each of the two. */
    private static final int MOST = 25;

    private final ErasureRepository rows;
    private final Stream stream;
    private final Queue queue;
    private final Warehouse warehouse;
    private final Erasures erasures;
    private final Clock clock;

    EraseAccounts(
            ErasureRepository rows, Erasures erasures, Stream stream, Queue queue, Warehouse warehouse, Clock clock) {
        this.rows = rows;
        this.erasures = erasures;
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
        var now = clock.instant();
        rows.due(now.minus(Erasures.UNKNOWN_FOR), MOST).stream()
                .filter(this::isErased)
                .forEach(rows::done);
        rows.over(now.minus(MAY_COME_AGAIN), MOST).stream()
                .filter(this::isErased)
                .forEach(rows::delete);
    }

    /** One that cannot be now, for rows of theirs that Google lets nobody change yet, holds up no other. */
    private boolean isErased(UUID account) {
        rows.tried(account);
        try {
            erase(account);
            return true;
        } catch (EngineAway e) {
            LOG.warnf("%s is forgotten later: %s", account, e.getMessage());
            return false;
        }
    }

    private void erase(UUID account) {
        rows.forget(account);
        rows.link(account, warehouse.installations(account));
        var id = account.toString();
        rewrite(id, row -> Erasures.cleared(only(erasures.cleared(List.of(row))), account));
        var installations = rows.installations(account);
        rows.forgetUnfit(installations);
        installations.forEach(installation ->
                rewrite(Rows.ofInstallation(installation), row -> row.account() == null ? row.anonymous() : row));
        warehouse.erase(account, installations);
    }

    private static EventRow only(List<EventRow> one) {
        return one.get(0);
    }

    private void rewrite(String word, UnaryOperator<EventRow> change) {
        UnaryOperator<String> ofLines = body -> changed(body, word, change);
        stream.rewrite(word, ofLines);
        queue.rewrite(word, ofLines);
    }

    /** Lines that are none of ours go. */
    private static String changed(String body, String word, UnaryOperator<EventRow> change) {
        return body.lines()
                .map(line -> line.contains(word)
                        ? Rows.read(line).map(row -> Rows.write(change.apply(row)))
                        : Optional.of(line))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
    }
}
