package io.overdub.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.analytics.stream.StreamRecord;
import io.overdub.analytics.warehouse.EventRow;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes in what phones send. Made at the start, so that its counters say 0 before the first batch. */
@Singleton
@Startup
class Intake {

    private final BatchReader reader;
    private final Inspector inspector;
    private final Consents consents;
    private final Quarantine quarantine;
    private final Inlet inlet;
    private final Clock clock;
    private final Counter accepted;
    private final Counter rejected;
    private final Counter lost;

    Intake(
            BatchReader reader,
            Inspector inspector,
            Consents consents,
            Quarantine quarantine,
            Inlet inlet,
            Clock clock,
            MeterRegistry meters) {
        this.reader = reader;
        this.inspector = inspector;
        this.consents = consents;
        this.quarantine = quarantine;
        this.inlet = inlet;
        this.clock = clock;
        this.accepted = Counter.builder("overdub.analytics.events.accepted")
                .description("events that are durable")
                .register(meters);
        this.rejected = Counter.builder("overdub.analytics.events.rejected")
                .description("events that are none")
                .register(meters);
        this.lost = Counter.builder("overdub.analytics.events.turned.away")
                .description("events that could not be taken in; lost unless the phone sends them again")
                .register(meters);
    }

    /** @param network as the edge writes it */
    Receipt take(byte[] body, @Nullable UUID account, String network) {
        var batch = reader.read(body);
        var taken = false;
        try {
            inlet.checkRoom();
            var sender = new Sender(
                    batch.sentAt(),
                    clock.instant(),
                    account,
                    Networks.coarse(network),
                    account != null && consents.isOptedOut(account));
            var receipt = sort(batch, sender);
            taken = true;
            return receipt;
        } finally {
            if (!taken) {
                lost.increment(batch.events().size());
            }
        }
    }

    private Receipt sort(Batch batch, Sender sender) {
        var fit = new HashMap<UUID, EventRow>();
        var rejections = new ArrayList<Receipt.Rejection>();
        var doubted = new ArrayList<Integer>();
        var poison = new ArrayList<Quarantine.Poison>();
        var index = 0;
        for (var event : batch.events()) {
            var verdict = verdictOn(event, sender, fit);
            if (verdict instanceof Verdict.Fit good) {
                fit.put(good.row().id(), good.row());
                if (good.row().doubtful()) {
                    doubted.add(index);
                }
            } else if (verdict instanceof Verdict.Unfit bad) {
                rejections.add(new Receipt.Rejection(index, bad.code(), bad.detail()));
                if (bad.keep() && !Inspector.isOptedOut(event, sender)) {
                    poison.add(Quarantine.Poison.of(bad, event, sender));
                }
            }
            index++;
        }
        quarantine.keep(poison);
        if (!fit.isEmpty()) {
            var rows = List.copyOf(fit.values());
            inlet.append(new StreamRecord(keyOf(rows.get(0)), Rows.write(rows)));
        }
        rejected.increment(rejections.size());
        accepted.increment(batch.events().size() - rejections.size());
        return new Receipt(batch.events().size() - rejections.size(), rejections, doubted);
    }

    private Verdict verdictOn(JsonNode event, Sender sender, HashMap<UUID, EventRow> before) {
        var verdict = inspector.inspect(event, sender);
        if (verdict instanceof Verdict.Fit good) {
            var same = before.get(good.row().id());
            if (same != null && !same.equals(good.row())) {
                return new Verdict.Unfit("id_reused", "Another event of this batch has the same id", true);
            }
        }
        return verdict;
    }

    private static String keyOf(EventRow row) {
        if (row.installation() != null) {
            return row.installation();
        }
        return row.account() == null ? row.id().toString() : row.account().toString();
    }
}
