package io.overdub.edge;

import io.overdub.kernel.Refusal;
import java.util.List;

/** The request cannot be read. */
final class Malformed extends Refusal {

    private Malformed(String code, String detail, List<Fault> faults) {
        super(Kind.MALFORMED, code, detail, faults);
    }

    static Malformed json(String detail) {
        return new Malformed("malformed_json", detail, List.of());
    }

    static Malformed json(String field, String message) {
        return new Malformed(
                "malformed_json", "The body does not have the expected form", List.of(new Fault(field, message)));
    }

    static Malformed body(String detail) {
        return new Malformed("malformed_request", detail, List.of());
    }

    static Malformed text(String field) {
        return new Malformed(
                "malformed_text",
                "Text is Unicode without NUL and without lone surrogates",
                List.of(new Fault(field, "contains NUL or a lone surrogate")));
    }

    static Malformed parameter(List<Fault> faults) {
        return new Malformed("malformed_parameter", "A parameter of the path or the query cannot be read", faults);
    }
}
