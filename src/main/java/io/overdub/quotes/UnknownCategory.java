package io.overdub.quotes;

import io.overdub.kernel.Refusal;
import java.util.List;

final class UnknownCategory extends Refusal {

    UnknownCategory(List<String> keys) {
        super(
                Kind.INVALID,
                "unknown_category",
                "No such category: " + String.join(", ", keys),
                List.of(new Fault("categories", "names categories that there are")));
    }
}
