package io.overdub.ranking.language;

import io.overdub.kernel.Refusal;
import java.util.List;

/** A formula that cannot rank; each fault names the part, and the position in it where there is one (from 1). */
public final class FormulaRefused extends Refusal {

    public FormulaRefused(List<Fault> faults) {
        super(Kind.INVALID, "formula_refused", "This formula cannot rank", faults);
    }
}
