package io.overdub.accounts;

import io.overdub.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a request, so that people hear it at once. */
final class Faults {

    private final List<Refusal.Fault> found = new ArrayList<>();

    void add(String field, String message) {
        found.add(new Refusal.Fault(field, message));
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidRequest(List.copyOf(found));
        }
    }

    private static final class InvalidRequest extends Refusal {
        InvalidRequest(List<Fault> faults) {
            super(Kind.INVALID, "invalid_request", "Something in this request can't be accepted", faults);
        }
    }
}
