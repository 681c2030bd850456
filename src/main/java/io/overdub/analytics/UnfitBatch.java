package io.overdub.analytics;

import io.overdub.kernel.Refusal;
import java.util.List;

/** A batch of which not even the parts can be told. */
final class UnfitBatch extends Refusal {

    private UnfitBatch(Kind kind, String code, String detail, List<Fault> faults) {
        super(kind, code, detail, faults);
    }

    static UnfitBatch unreadable() {
        return new UnfitBatch(Kind.MALFORMED, "malformed_json", "The body is not one JSON object in UTF-8", List.of());
    }

    static UnfitBatch field(String field, String message) {
        return new UnfitBatch(
                Kind.MALFORMED,
                "malformed_json",
                "The body does not have the expected form",
                List.of(new Fault(field, message)));
    }

    static UnfitBatch tooMany(int most) {
        return new UnfitBatch(
                Kind.INVALID,
                "too_many_events",
                "A batch has at most " + most + " events",
                List.of(new Fault("events", "too many")));
    }
}
