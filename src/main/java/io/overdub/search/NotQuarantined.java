package io.overdub.search;

import io.overdub.kernel.Refusal;

final class NotQuarantined extends Refusal {

    NotQuarantined() {
        super(Kind.NOT_FOUND, "not_quarantined", "The search engine has not refused this");
    }
}
