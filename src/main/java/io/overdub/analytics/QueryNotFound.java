package io.overdub.analytics;

import io.overdub.kernel.Refusal;

final class QueryNotFound extends Refusal {

    QueryNotFound() {
        super(Kind.NOT_FOUND, "query_not_found", "No question is saved under this name");
    }
}
