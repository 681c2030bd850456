package io.overdub.search;

import io.overdub.kernel.Refusal;
import java.util.List;

/** A parameter of a question cannot be read. */
final class UnfitQuestion extends Refusal {

    private UnfitQuestion(String field, String message) {
        super(
                Kind.MALFORMED,
                "malformed_parameter",
                "A parameter of the path or the query cannot be read",
                List.of(new Fault(field, message)));
    }

    static UnfitQuestion unknown(String parameter) {
        return new UnfitQuestion(parameter, "is no parameter of a search");
    }

    static UnfitQuestion id() {
        return new UnfitQuestion("q", "is no id");
    }

    static UnfitQuestion kinds() {
        return new UnfitQuestion("in", "some of quotes, dubs, accounts and tags, with a comma in between");
    }
}
