package io.overdub.ranking;

import io.overdub.kernel.Refusal;

final class FormulaNotFound extends Refusal {

    FormulaNotFound() {
        super(Kind.NOT_FOUND, "formula_not_found", "There is no formula of this name and version");
    }
}
