package io.overdub.analytics;

import io.overdub.analytics.stream.StreamRecord;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who looks after what lies in quarantine. */
@Singleton
class Infirmary {

    private static final int MOST = 1_000;

    private final QuarantineRepository rows;
    private final BatchReader reader;
    private final Inspector inspector;
    private final Consents consents;
    private final Inlet inlet;
    private final Pages pages;

    Infirmary(
            QuarantineRepository rows,
            BatchReader reader,
            Inspector inspector,
            Consents consents,
            Inlet inlet,
            Pages pages) {
        this.rows = rows;
        this.reader = reader;
        this.inspector = inspector;
        this.consents = consents;
        this.inlet = inlet;
        this.pages = pages;
    }

    /**
     * @param taken how many are events by now
     * @param left how many are none still
     * @param last absent when all have been looked at
     */
    @Schema(name = "QuarantineRound")
    record Round(int taken, int left, @Nullable UUID last) {}

    Page<Quarantined> patients(@Nullable String code, @Nullable String cursor, int limit) {
        return pages.fill(
                "analytics.quarantined/" + code,
                cursor,
                limit,
                (before, most) -> rows.newest(code, before, most),
                some -> some);
    }

    Round visit(String code, @Nullable UUID after) {
        var patients = rows.oldest(code, after, MOST);
        var well = new ArrayList<EventRow>();
        var discharged = new ArrayList<UUID>();
        for (var patient : patients) {
            rowOf(patient).ifPresent(row -> {
                well.add(row);
                discharged.add(patient.id());
            });
        }
        if (!well.isEmpty()) {
            inlet.append(new StreamRecord(discharged.get(0).toString(), Rows.write(well)));
            // Whoever dies here takes them in twice, which counts once.
            rows.delete(discharged);
        }
        return new Round(
                well.size(),
                patients.size() - well.size(),
                patients.size() < MOST
                        ? null
                        : patients.get(patients.size() - 1).id());
    }

    /** What a phone sent is held to the schemas, however it looks: a line of ours may say of anybody that they did anything. */
    private Optional<EventRow> rowOf(QuarantineRepository.Patient patient) {
        var sender = patient.sender();
        if (sender == null) {
            return Rows.read(patient.body());
        }
        var optedOut = sender.account() != null && consents.isOptedOut(sender.account());
        var today = new Sender(sender.sentAt(), sender.receivedAt(), sender.account(), sender.network(), optedOut);
        for (var event : reader.event(patient.body())) {
            if (inspector.inspect(event, today) instanceof Verdict.Fit fit) {
                return Optional.of(fit.row());
            }
        }
        return Optional.empty();
    }
}
