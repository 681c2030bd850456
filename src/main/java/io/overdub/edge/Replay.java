package io.overdub.edge;

import jakarta.ws.rs.core.Response;

/** Leaves the transaction of a repeated request, carrying the first answer. */
final class Replay extends RuntimeException {

    private final transient StoredAnswer first;

    Replay(StoredAnswer first) {
        super(null, null, false, false);
        this.first = first;
    }

    Response answer() {
        var answer = Response.status(first.status()).header("Idempotency-Replayed", "true");
        return first.body().length == 0
                ? answer.build()
                : answer.type("application/json;charset=UTF-8")
                        .entity(first.body())
                        .build();
    }
}
