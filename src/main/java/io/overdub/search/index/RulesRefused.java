package io.overdub.search.index;

import io.overdub.kernel.Refusal;
import java.util.List;

/** Rules that cannot hold. */
final class RulesRefused extends Refusal {

    RulesRefused(List<Fault> faults) {
        super(Kind.INVALID, "rules_refused", "These rules cannot hold", faults);
    }
}
