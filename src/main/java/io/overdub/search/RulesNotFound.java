package io.overdub.search;

import io.overdub.kernel.Refusal;

final class RulesNotFound extends Refusal {

    RulesNotFound() {
        super(Kind.NOT_FOUND, "rules_not_found", "There is no such version of the rules");
    }
}
